using System.Globalization;
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
    public bool OnBreach { get; set; }
    public bool OnUpset { get; set; }

    /// <summary>Empty never asks.</summary>
    public string Contacts { get; set; } = "";

    public static TierDraft Of(Tier tier) => new()
    {
        Name = tier.Name, Level = Text(tier.Level), Queue = tier.QueueId, AcceptWithin = Text((int)tier.AcceptWithin.TotalSeconds), Next = tier.NextTierId,
        Required = [.. tier.Required], OneLevelAtATime = tier.OneLevelAtATime, OnBreach = tier.OnBreach, OnUpset = tier.OnUpset,
        Contacts = tier.OnContacts is { } many ? Text(many) : "",
    };

    public void Require(PacketPart part, bool required)
    {
        if (required) Required.Add(part);
        else Required.Remove(part);
    }

    /// <summary>The tier as typed, in place of <paramref name="stored"/>; what is no number becomes one that is refused.</summary>
    public Tier Over(Tier stored) => stored with
    {
        Name = Name.Trim(), Level = Number(Level), QueueId = Queue, AcceptWithin = TimeSpan.FromSeconds(Number(AcceptWithin)), NextTierId = Next,
        Required = [.. Required.Order()], OneLevelAtATime = OneLevelAtATime, OnBreach = OnBreach, OnUpset = OnUpset,
        OnContacts = Contacts.Trim().Length == 0 ? null : Number(Contacts),
    };

    public bool Matches(Tier tier)
    {
        var over = Over(tier);
        return over with { Required = tier.Required } == tier && over.Required.SequenceEqual(tier.Required.Order());
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
