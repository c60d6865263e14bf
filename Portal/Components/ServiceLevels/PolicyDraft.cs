using System.Globalization;
using Portal.Components.Conversations;
using Portal.Domain.Conversations;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Components.ServiceLevels;

/// <summary>What an admin has typed about a policy, right or wrong.</summary>
public sealed class PolicyDraft : IStandardDraft<ServicePolicy>
{
    public string Name { get; set; } = "";
    public List<Row> Rows { get; init; } = [];
    public bool PausesWhileSnoozed { get; set; }
    public bool PausesForCustomer { get; set; }
    public string Warn { get; set; } = "";
    public AlarmActions OnWarning { get; set; }
    public AlarmActions OnBreach { get; set; }
    public QueueId? EscalateTo { get; set; }

    public static PolicyDraft Of(ServicePolicy policy) => new()
    {
        Name = policy.Name, PausesWhileSnoozed = policy.PausesWhileSnoozed, PausesForCustomer = policy.PausesForCustomer,
        Warn = policy.WarnAtPercent?.ToString(CultureInfo.InvariantCulture) ?? "", OnWarning = policy.OnWarning, OnBreach = policy.OnBreach, EscalateTo = policy.EscalateTo,
        Rows = [.. PriorityWords.FromTheTop.Select(level => policy.Of(level)).Select(t => new Row
        {
            Level = t.Level, First = StandardWords.Text(t.FirstAnswer), Next = StandardWords.Text(t.NextAnswer), Resolution = StandardWords.Text(t.Resolution),
        })],
    };

    /// <inheritdoc/>
    public bool TryOver(ServicePolicy stored, out ServicePolicy typed, out IReadOnlyDictionary<string, string> unreadable)
    {
        var faults = new Dictionary<string, string>();
        var targets = new List<ServiceTargets>();
        foreach (var row in Rows)
        {
            if (StandardWords.TryRead(row.First, out var first) && StandardWords.TryRead(row.Next, out var next) && StandardWords.TryRead(row.Resolution, out var resolution))
                targets.Add(new(row.Level, first, next, resolution));
            else faults["Targets"] = "targets-unreadable";
        }

        int? warn = null;
        // What is no number becomes one that is refused.
        if (Warn.Trim().Length > 0) warn = int.TryParse(Warn, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : 0;
        typed = stored with
        {
            Name = Name, Targets = [.. targets], PausesWhileSnoozed = PausesWhileSnoozed, PausesForCustomer = PausesForCustomer,
            WarnAtPercent = warn, OnWarning = OnWarning, OnBreach = OnBreach, EscalateTo = EscalateTo,
        };
        unreadable = faults;
        return faults.Count == 0;
    }

    /// <summary>The promises of one priority, as typed.</summary>
    public sealed class Row
    {
        public required PriorityLevel Level { get; init; }
        public string First { get; set; } = "";
        public string Next { get; set; } = "";
        public string Resolution { get; set; } = "";
    }
}
