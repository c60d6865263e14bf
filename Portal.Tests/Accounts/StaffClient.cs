using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;
using Portal.Domain.Accounts;

namespace Portal.Tests.Accounts;

/// <summary>A browser without a screen: cookies, forms with their antiforgery tokens, redirects that are looked at.</summary>
internal sealed partial class StaffClient(WebApplicationFactory<Program> host)
{
    private readonly HttpClient http = host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    public HttpClient Http => http;

    public async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Loads the page, fills in the form of that name and sends it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string form, params (string Name, string Value)[] fields)
    {
        var html = await (await GetAsync(page)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var token = WebUtility.HtmlDecode(Token().Match(html).Groups[1].Value);
        List<KeyValuePair<string, string>> content = [new("__RequestVerificationToken", token), .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))];
        if (form.Length > 0) content.Add(new("_handler", form));
        return await http.PostAsync(page, new FormUrlEncodedContent(content), TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> SignInAsync(string email, string password = DemoAccounts.Password, string page = "/login") =>
        SubmitAsync(page, "sign-in", ("Email", email), ("Password", password));

    public async Task<bool> IsSignedInAsync() => (await GetAsync("/account")).StatusCode is HttpStatusCode.OK;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
