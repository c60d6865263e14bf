using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>Somebody or a team that a note may name.</summary>
/// <param name="Members">One person, or everybody of a team.</param>
public sealed record Mentionable(string Name, bool IsTeam, IReadOnlyList<UserId> Members);

/// <summary>Who a note means. Pure.</summary>
public static class MentionRules
{
    /// <summary>People of one note; a team of thousands is an announcement, not a mention.</summary>
    public const int Most = 100;

    /// <summary>
    /// Every "@Name" whose name is known, the longest that fits at each place, in any case of letters. A sign in the middle
    /// of a word, as in an email address, names nobody. Where two people have one name both are meant: nobody is missed.
    /// </summary>
    /// <returns>Each person once, their own name before a team's.</returns>
    public static IReadOnlyList<(UserId User, string? Team)> Find(string text, IReadOnlyCollection<Mentionable> known, UserId author)
    {
        var found = new Dictionary<UserId, string?>();
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            if (at > 0 && char.IsLetterOrDigit(text[at - 1])) continue;
            foreach (var one in Longest(text.AsSpan(at + 1), known))
            {
                foreach (var user in one.Members)
                {
                    if (user != author && (!one.IsTeam || !found.ContainsKey(user))) found[user] = one.IsTeam ? one.Name : null;
                }
            }
        }

        return [.. found.OrderBy(f => f.Value is not null).Take(Most).Select(f => (f.Key, f.Value))];
    }

    private static List<Mentionable> Longest(ReadOnlySpan<char> rest, IReadOnlyCollection<Mentionable> known)
    {
        var best = new List<Mentionable>();
        foreach (var one in known)
        {
            if (one.Name.Length == 0 || !rest.StartsWith(one.Name, StringComparison.OrdinalIgnoreCase)) continue;
            if (rest.Length > one.Name.Length && char.IsLetterOrDigit(rest[one.Name.Length])) continue;
            if (best.Count > 0 && one.Name.Length < best[0].Name.Length) continue;
            if (best.Count > 0 && one.Name.Length > best[0].Name.Length) best.Clear();
            best.Add(one);
        }

        return best;
    }
}
