using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

/// <summary>The entry at the top of the view, and how far it stands below the edge.</summary>
public sealed record Place(long Sequence, double Offset);

/// <summary>Where the person was in each conversation that they had open: coming back loses no place, from wherever. One circuit's own.</summary>
public sealed class Places
{
    private const int Most = 50;

    private readonly Dictionary<ConversationId, Place> kept = [];

    private readonly Dictionary<ConversationId, DateTimeOffset> left = [];

    /// <summary>When the person went away from it last; null when they have not been there.</summary>
    public DateTimeOffset? LeftAt(ConversationId id) => left.TryGetValue(id, out var at) ? at : null;

    /// <summary>Told when somebody went away from a conversation, so that the browser keeps it over a reload.</summary>
    public event Action? LeftChanged;

    public IReadOnlyDictionary<ConversationId, DateTimeOffset> AllLeft => left;

    public void Left(ConversationId id, DateTimeOffset at)
    {
        left.Remove(id);
        if (left.Count == Most) left.Remove(left.Keys.First());
        left[id] = at;
        LeftChanged?.Invoke();
    }

    public Place? Of(ConversationId id) => kept.GetValueOrDefault(id);

    /// <summary>Null is the bottom, where every conversation opens anyway.</summary>
    public void Keep(ConversationId id, Place? place)
    {
        kept.Remove(id);
        if (place is null) return;
        if (kept.Count == Most) kept.Remove(kept.Keys.First());
        kept[id] = place;
    }
}
