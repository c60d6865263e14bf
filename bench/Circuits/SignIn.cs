using System.Net;
using System.Text.RegularExpressions;

namespace Portal.Bench.Circuits;

/// <summary>Signs in through the form of the sign-in page, antiforgery token and cookies included.</summary>
public static partial class SignIn
{
    /// <exception cref="CircuitException">The page has no such form, or the server did not let this person in.</exception>
    public static async Task<Visitor> AsAsync(Uri server, string email, string password, CancellationToken ct)
    {
        var visitor = new Visitor();
        var address = new Uri(Loopback.Checked(server), "login");
        using var page = await visitor.GetAsync(address, ct);
        var form = Forms().Matches(await page.Content.ReadAsStringAsync(ct)).Select(m => FieldsOf(m.Value)).FirstOrDefault(f => f.GetValueOrDefault("_handler") == "sign-in")
            ?? throw new CircuitException("The sign-in page has no form for a password.");
        form["Email"] = email;
        form["Password"] = password;
        using var answer = await visitor.PostAsync(address, form, ct);
        return (int)answer.StatusCode is >= 300 and < 400 ? visitor : throw new CircuitException($"{email} was not let in: {(int)answer.StatusCode}.");
    }

    private static Dictionary<string, string> FieldsOf(string form)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in Hidden().Matches(form).Select(m => m.Value))
        {
            if (Name().Match(input) is { Success: true } name) fields[WebUtility.HtmlDecode(name.Groups[1].Value)] = WebUtility.HtmlDecode(Value().Match(input).Groups[1].Value);
        }

        return fields;
    }

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input\\b[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();

    [GeneratedRegex("\\bname=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex("\\bvalue=\"([^\"]*)\"")]
    private static partial Regex Value();
}
