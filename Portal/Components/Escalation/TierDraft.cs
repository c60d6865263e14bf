using System.Globalization;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.Shared;

namespace Portal.Components.Escalation;

/// <summary>What an admin has typed about a tier, right or wrong.</summary>
public sealed class TierDraft
{
    public string Name { get; set; } = "";
    public string Level { get; set; } = "";
    public QueueId Queue { get; set; }
    public string AcceptWithin { get; set; } = "";
    public Guid? Next { get; set; }
    public HashSet<PacketPart> Required { get; init; } = [];
    public bool OneLevelAtATime { get; set; }

    /// <summary>None takes cases of any queue.</summary>
    public HashSet<QueueId> FromQueues { get; init; } = [];

    public PriorityLevel? FromPriority { get; set; }
    public bool OnBreach { get; set; }
    public bool OnUpset { get; set; }

    /// <summary>Empty never asks.</summary>
    public string Contacts { get; set; } = "";

    public static TierDraft Of(Tier tier) => new()
    {
        Name = tier.Name, Level = Text(tier.Level), Queue = tier.QueueId, AcceptWithin = Text((int)tier.AcceptWithin.TotalSeconds), Next = tier.NextTierId,
        Required = [.. tier.Required], FromQueues = [.. tier.FromQueues], FromPriority = tier.FromPriority, OneLevelAtATime = tier.OneLevelAtATime, OnBreach = tier.OnBreach, OnUpset = tier.OnUpset,
        Contacts = tier.OnContacts is { } many ? Text(many) : "",
    };

    public void Require(PacketPart part, bool required) => Set(Required, part, required);

    public void From(QueueId queue, bool taken) => Set(FromQueues, queue, taken);

    /// <summary>The tier as typed, in place of <paramref name="stored"/>; what is no number becomes one that is refused.</summary>
    public Tier Over(Tier stored) => stored with
    {
        Name = Name.Trim(), Level = Number(Level), QueueId = Queue, AcceptWithin = TimeSpan.FromSeconds(Number(AcceptWithin)), NextTierId = Next,
        Required = [.. Required.Order()], FromQueues = [.. FromQueues.OrderBy(q => q.Value)], FromPriority = FromPriority, OneLevelAtATime = OneLevelAtATime, OnBreach = OnBreach, OnUpset = OnUpset,
        OnContacts = Contacts.Trim().Length == 0 ? null : Number(Contacts),
    };

    public bool Matches(Tier tier)
    {
        var over = Over(tier);
        return over with { Required = tier.Required, FromQueues = tier.FromQueues } == tier && over.Required.SequenceEqual(tier.Required.Order())
            && over.FromQueues.SequenceEqual(tier.FromQueues.OrderBy(q => q.Value));
    }

    private static void Set<T>(HashSet<T> all, T one, bool on)
    {
        if (on) all.Add(one);
        else all.Remove(one);
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
