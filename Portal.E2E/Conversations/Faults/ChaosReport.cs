using System.Globalization;
using System.Text;

namespace Portal.E2E.Conversations.Faults;

/// <summary>What one chaos run did and found.</summary>
/// <param name="Answered">From the end of the last fault until everybody had been answered again.</param>
/// <param name="Shown">From the last message until every page showed everything.</param>
/// <param name="Stuck">Who was not answered, or whose page did not show everything, long after everything was healed.</param>
/// <param name="Damage">What the database says is wrong with it.</param>
internal sealed record ChaosReport(
    int Seed, TimeSpan Length, History History, IReadOnlyCollection<InjectedFault> Injected, IReadOnlyList<Talker> Talkers,
    TimeSpan Answered, TimeSpan Shown, IReadOnlyList<string> Stuck, IReadOnlyList<Violation> Violations, IReadOnlyList<string> Damage)
{
    /// <summary>Pages that showed a fault instead of coming back by themselves.</summary>
    public int Stops => Talkers.Sum(t => t.Stops);

    public bool Holds => Stops == 0 && Stuck.Count == 0 && Violations.Count == 0 && Damage.Count == 0;

    public int Faults => Injected.Count(i => i.Happened);

    public override string ToString()
    {
        var text = new StringBuilder();
        Line($"seed {Seed}, {Length.TotalSeconds:0} s, {Faults} faults ({Injected.Count - Faults} more hit what was hurt already)");
        foreach (var kind in Injected.Where(i => i.Happened).GroupBy(i => i.Plan.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
            Line($"  {kind.Count(),4}  {kind.Key}");
        var sends = History.Sends;
        Line($"sends: {Count(Answer.Ok)} ok, {Count(Answer.Unknown)} unknown, {Count(Answer.Fail)} refused; arrivals: {History.Arrivals.Count}; samples of read marks: {History.Marks.Count}");
        foreach (var refusal in sends.Where(s => s.Answer is Answer.Fail).GroupBy(s => s.Why)) Line($"  {refusal.Count(),4}  refused: {refusal.Key}");
        Line($"lost: {Found("lost")}, doubled: {Found("doubled")}, reordered: {Of(4) + Of(6)}, gaps or repeats on a page: {Of(5)}, marks: {Of(8)}");
        Line($"circuits taken up again: {Talkers.Sum(t => t.Recoveries.Reconnects)}, pages loaded again: {Talkers.Sum(t => t.Recoveries.Reloads)}, pages stopped with a fault: {Stops}");
        Line($"slowest answer: {Talkers.Max(t => t.Slowest).TotalSeconds:0.0} s; all answered {Answered.TotalSeconds:0.0} s after the last fault, all shown {Shown.TotalSeconds:0.0} s after the last message");
        foreach (var stuck in Stuck) Line($"STUCK {stuck}");
        foreach (var violation in Violations.Take(20)) Line($"VIOLATION {violation}");
        foreach (var damage in Damage) Line($"DAMAGE {damage}");
        return text.ToString();

        int Found(string what) => Violations.Count(v => v.What.StartsWith(what, StringComparison.Ordinal));

        int Of(int property) => Violations.Count(v => v.Property == property);

        int Count(Answer answer) => sends.Count(s => s.Answer == answer);

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }
}
