using Portal.Domain.Conversations;

namespace Portal.Domain.Routing;

public enum LineStep { Admit, TurnAway }

/// <summary>Who may wait in a line of limited length. Pure.</summary>
public static class LineRules
{
    /// <summary>
    /// First come, first admitted, as long as fewer than <paramref name="longest"/> are in line; those whom an address was asked of
    /// are before everybody who came later. Whoever is in line stays, also when the line is shortened, and those who are answered
    /// by email take no place. Whoever triage has not let go yet is not judged. Customers of the demo take no place from anybody
    /// real: they come in where the real ones leave room.
    /// </summary>
    /// <param name="line">By the beginning of their wait.</param>
    public static IReadOnlyList<(InLine Who, LineStep Step)> Steps(int longest, IReadOnlyList<InLine> line, DateTimeOffset now)
    {
        var steps = new List<(InLine, LineStep)>();
        var (standing, played) = (line.Count(w => w is { Place: LinePlace.InLine, IsSimulated: false }), line.Count(w => w is { Place: LinePlace.InLine, IsSimulated: true }));
        foreach (var who in line.OrderBy(w => w.IsSimulated))
        {
            if (who.Place is LinePlace.InLine or LinePlace.ByEmail || who.HeldUntil > now) continue;
            if (standing + (who.IsSimulated ? played : 0) < longest)
            {
                if (who.IsSimulated) played++;
                else standing++;
                steps.Add((who, LineStep.Admit));
            }
            else if (who.Place is LinePlace.Arriving)
            {
                steps.Add((who, LineStep.TurnAway));
            }
        }

        return steps;
    }

    /// <summary>
    /// Somebody who stood in a line that may have a limit is in it no more, in whatever way: taken by hand, ended, moved, or answered
    /// by email. Whoever came when it was full may come in now.
    /// </summary>
    public static bool LeavesRoom(Conversation before, Conversation after) =>
        before is { QueuedAt: not null, Place: LinePlace.InLine } && (after.QueuedAt is null || after.QueueId != before.QueueId || after.Place is not LinePlace.InLine);

    /// <summary>The company's words in a customer's language; null for the built-in ones.</summary>
    public static string? TextFor(Queue queue, string language) =>
        queue.FullTexts.FirstOrDefault(t => string.Equals(t.Language, language, StringComparison.OrdinalIgnoreCase))?.Text;
}
