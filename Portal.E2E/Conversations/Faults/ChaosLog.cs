using System.Globalization;

namespace Portal.E2E.Conversations.Faults;

/// <summary>Everything that a run did and saw, one line each, in the order in which it happened.</summary>
public static class ChaosLog
{
    public static IReadOnlyList<string> Lines(History history, IEnumerable<InjectedFault> faults)
    {
        var lines = new List<(TimeSpan At, long Order, string Text)>();
        foreach (var send in history.Sends)
        {
            Add(send.Invoked, $"{send.Client}\tsends\t{send.Text}");
            if (send.Answered is { } answered) Add(answered, $"{send.Client}\t{(send.Answer is Answer.Ok ? "ok" : $"refused, {send.Why}")}\t{send.Text}");
            else Add(send.Invoked, $"{send.Client}\tunknown\t{send.Text}");
        }

        foreach (var seen in history.Arrivals) Add(seen.Order, $"{seen.Observer}\tpage {seen.Page} shows {seen.Sequence?.ToString(CultureInfo.InvariantCulture) ?? "it"}\t{seen.Text}");
        foreach (var mark in history.Marks) Add(mark.Order, $"database\tmarks {mark.Delivered}/{mark.Read} of {mark.Newest}\t{mark.Reader} in {mark.Conversation}");
        foreach (var fault in faults.Where(f => f.Happened))
        {
            lines.Add((fault.Began, 0, $"fault\t{fault.Plan.Kind}\t{fault.Plan.Choice}"));
            lines.Add((fault.Ended, 0, $"healed\t{fault.Plan.Kind}\t{fault.Plan.Choice}"));
        }

        return [.. lines.OrderBy(l => l.At).ThenBy(l => l.Order).Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.At.TotalSeconds:0000.000}\t{l.Text}"))];

        void Add(long order, string text) => lines.Add((history.TimeOf(order), order, text));
    }
}
