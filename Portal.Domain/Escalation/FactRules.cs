using System.Text.RegularExpressions;

namespace Portal.Domain.Escalation;

/// <summary>
/// What a customer tells about themselves and their case, and what the team asks for, found by form. A heuristic: everything
/// it finds can be edited before it is sent.
/// </summary>
public static partial class FactRules
{
    private const RegexOptions Usual = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    private static readonly (string Kind, Regex Value, Regex Question)[] Kinds =
    [
        ("email", Email(), AsksEmail()),
        ("phone", Phone(), AsksPhone()),
        ("reference", Reference(), AsksReference()),
        ("amount", Amount(), AsksAmount()),
        ("date", Date(), AsksDate()),
    ];

    /// <summary>The kinds of things that can be told, as resource keys.</summary>
    public static IReadOnlyList<string> AllKinds { get; } = [.. Kinds.Select(k => k.Kind)];

    /// <summary>The kind of field that a tier asks for by this part; null for a part that is no field.</summary>
    public static string? KindOf(PacketPart part) => part switch
    {
        PacketPart.Email => "email",
        PacketPart.Phone => "phone",
        PacketPart.Reference => "reference",
        PacketPart.Amount => "amount",
        PacketPart.Date => "date",
        _ => null,
    };

    /// <summary>Each thing told in a text, with its kind as a resource key.</summary>
    public static IEnumerable<(string Kind, string Value)> Told(string text)
    {
        foreach (var (kind, value, _) in Kinds)
        {
            // A run of digits is a telephone number only when nothing says that it is an order.
            if (kind == "phone" && Reference().IsMatch(text)) continue;
            foreach (Match match in value.Matches(text)) yield return (kind, match.Value.Trim());
        }
    }

    /// <summary>The kinds of things that a text asks for.</summary>
    public static IEnumerable<string> Asked(string text) =>
        text.Contains('?', StringComparison.Ordinal) || Requests().IsMatch(text) ? Kinds.Where(k => k.Question.IsMatch(text)).Select(k => k.Kind) : [];

    /// <summary>The same value however it was spaced or capitalised.</summary>
    public static string Key(string value) => string.Concat(value.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    [GeneratedRegex(@"[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+", Usual)]
    private static partial Regex Email();

    [GeneratedRegex(@"\+?\d[\d /()-]{7,18}\d", Usual)]
    private static partial Regex Phone();

    [GeneratedRegex(@"(?:#|\b(?:order|invoice|ticket|case|reference|ref|booking|serial|bestellung|rechnung|auftrag|commande|facture|pedido|factura)(?: ?(?:number|no\.?|nummer|nr\.?|num[eé]ro|n[°º]))?[ :#]{1,3})[a-z0-9-]{0,12}\d[a-z0-9-]{1,16}", Usual)]
    private static partial Regex Reference();

    [GeneratedRegex(@"(?:[€$£] ?\d[\d.,]{0,12}|\b\d[\d.,]{0,12} ?(?:€|\$|£|eur\b|euros?\b|usd\b|dollars?\b|chf\b))", Usual)]
    private static partial Regex Amount();

    [GeneratedRegex(@"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december))\b", Usual)]
    private static partial Regex Date();

    [GeneratedRegex(@"\be-?mail\b|\bcorreo\b|\bcourriel\b", Usual)]
    private static partial Regex AsksEmail();

    [GeneratedRegex(@"\bphone\b|\bnumber to (?:call|reach)\b|\btelefon\w*|\bt[eé]l[eé]phone\b|\btel[eé]fono\b", Usual)]
    private static partial Regex AsksPhone();

    [GeneratedRegex(@"\b(?:order|invoice|ticket|case|reference|booking|serial)(?: ?(?:number|no\.?|id))\b|\b(?:bestell|rechnungs|auftrags)nummer\b|\bnum[eé]ro de (?:commande|facture|pedido|factura)\b", Usual)]
    private static partial Regex AsksReference();

    [GeneratedRegex(@"\bhow much\b|\b(?:what|which) amount\b|\bwelcher betrag\b|\bquel montant\b|\bqu[eé] importe\b", Usual)]
    private static partial Regex AsksAmount();

    [GeneratedRegex(@"\b(?:what|which) (?:date|day)\b|\bwhen did\b|\bwann\b|\bquelle date\b|\bqu[eé] fecha\b", Usual)]
    private static partial Regex AsksDate();

    [GeneratedRegex(@"\b(?:please (?:send|tell|give|confirm)|could you|can you|bitte (?:nennen|schicken|senden)|pouvez-vous|puede)\b", Usual)]
    private static partial Regex Requests();
}
