using System.Collections.Frozen;
using System.Text;

namespace Portal.Domain.Conversations;

/// <summary>
/// How a customer sounds, from words and typography. Deliberately plain: a word list in English, German, French and Spanish
/// (strong words 2, mild ones 1, thanks −1), shouting in capitals 1, and repeated marks 1. The newer a message the more it counts. It
/// raises a flag for a person to look; nothing is decided about a customer by it alone.
/// </summary>
public static class MoodRules
{
    /// <summary>From this score of one message on it is worth looking at the messages before it.</summary>
    public const int Notable = 2;

    /// <summary>Messages that are looked at.</summary>
    public const int Window = 5;

    private static readonly FrozenDictionary<string, int> Words = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["ridiculous"] = 2, ["unacceptable"] = 2, ["terrible"] = 2, ["awful"] = 2, ["furious"] = 2, ["disgusting"] = 2, ["scam"] = 2, ["lawyer"] = 2, ["useless"] = 2, ["worst"] = 2, ["outrageous"] = 2, ["angry"] = 2,
        ["disappointed"] = 1, ["frustrated"] = 1, ["frustrating"] = 1, ["annoying"] = 1, ["annoyed"] = 1, ["again"] = 1, ["still"] = 1, ["complaint"] = 1, ["complain"] = 1, ["cancel"] = 1, ["waiting"] = 1, ["nobody"] = 1, ["wrong"] = 1,
        ["thanks"] = -1, ["thank"] = -1, ["great"] = -1, ["perfect"] = -1, ["wonderful"] = -1,
        ["unverschämt"] = 2, ["inakzeptabel"] = 2, ["katastrophe"] = 2, ["wütend"] = 2, ["anwalt"] = 2, ["betrug"] = 2, ["frechheit"] = 2, ["enttäuscht"] = 1, ["beschwerde"] = 1, ["ärgerlich"] = 1, ["schonwieder"] = 1, ["kündigen"] = 1, ["danke"] = -1, ["super"] = -1,
        ["inacceptable"] = 2, ["scandaleux"] = 2, ["arnaque"] = 2, ["furieux"] = 2, ["honteux"] = 2, ["avocat"] = 2, ["déçu"] = 1, ["déçue"] = 1, ["réclamation"] = 1, ["résilier"] = 1, ["merci"] = -1, ["parfait"] = -1,
        ["inaceptable"] = 2, ["vergüenza"] = 2, ["estafa"] = 2, ["furioso"] = 2, ["abogado"] = 2, ["pésimo"] = 2, ["decepcionado"] = 1, ["decepcionada"] = 1, ["queja"] = 1, ["cancelar"] = 1, ["gracias"] = -1, ["perfecto"] = -1,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>One message; 0 and below is calm.</summary>
    public static int Score(string text)
    {
        var score = 0;
        var (capitals, letters) = (0, 0);
        var word = new StringBuilder();
        for (var i = 0; i <= text.Length; i++)
        {
            var letter = i < text.Length ? text[i] : ' ';
            if (char.IsLetter(letter))
            {
                letters++;
                if (char.IsUpper(letter)) capitals++;
                word.Append(letter);
                continue;
            }

            if (word.Length > 0 && Words.TryGetValue(word.ToString(), out var worth)) score += worth;
            word.Clear();
        }

        if (letters >= 10 && capitals > 0.7 * letters) score++;
        if (text.Contains("!!", StringComparison.Ordinal) || text.Contains("??", StringComparison.Ordinal)) score++;
        return score;
    }

    /// <summary>The mood of a customer's messages, oldest first: each newer one counts a half more than the one before it.</summary>
    /// <returns>The mood, and the places of the messages that made it so.</returns>
    public static (Mood Mood, IReadOnlyList<int> Because) Of(IReadOnlyList<string> messages)
    {
        var first = Math.Max(0, messages.Count - Window);
        var (total, weight) = (0.0, 1.0);
        List<int> because = [];
        for (var i = first; i < messages.Count; i++, weight *= 1.5)
        {
            var score = Score(messages[i]);
            total += score * weight;
            if (score > 0) because.Add(i);
        }

        var newest = weight / 1.5;
        // Upset: as much as one message of score 3 that was just written. Uneasy: as one of score 1.
        var mood = messages.Count == 0 ? Mood.Calm : total >= 3 * newest ? Mood.Upset : total >= newest ? Mood.Uneasy : Mood.Calm;
        return (mood, mood is Mood.Calm ? [] : because);
    }
}
