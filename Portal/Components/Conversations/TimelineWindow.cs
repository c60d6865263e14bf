using Portal.Domain.Conversations;

namespace Portal.Components.Conversations;

/// <summary>
/// The part of a history that a page holds: entries without holes from <see cref="First"/> to <see cref="Last"/>. Staff see
/// every entry, so sequence numbers are addresses, and any part can be read by its numbers.
/// </summary>
public sealed class TimelineWindow
{
    /// <summary>Entries that are held at most; what is beyond is read again when somebody goes there.</summary>
    public const int Most = 3 * ReadTimeline.Page;

    private TimelineView view = new();

    public IReadOnlyList<TimelineEntry> Entries => view.Entries;

    public long First => view.First;

    public long Last => view.Last;

    /// <summary>The newest entry that is known of, held or not.</summary>
    public long Newest { get; private set; }

    public bool AtStart => First <= 1;

    public bool AtEnd => Last >= Newest;

    /// <summary>Begins anew with a part read from the store.</summary>
    public void Show(IReadOnlyList<TimelineEntry> read)
    {
        view = new();
        view.Merge(read);
        Know(Last);
    }

    public void Know(long newest) => Newest = Math.Max(Newest, newest);

    /// <summary>Goes further back; the newest entries give way.</summary>
    public void AddOlder(IReadOnlyList<TimelineEntry> read)
    {
        view.Merge([.. read.Where(e => e.Sequence < First)]);
        if (view.Entries.Count <= Most) return;
        var kept = view.Entries.Take(Most).ToList();
        view = new();
        view.Merge(kept);
    }

    /// <summary>Goes on; the oldest entries give way.</summary>
    public void AddNewer(IReadOnlyList<TimelineEntry> read)
    {
        view.Merge([.. read.Where(e => e.Sequence > Last)]);
        Know(Last);
        view.Trim(Most);
    }

    /// <returns>False when entries before this one are missing: read the store after <see cref="Last"/>.</returns>
    public bool Take(EntryPosted fact)
    {
        var end = AtEnd;
        Know(fact.Entry.Sequence);
        // Somebody reads further up: the entry waits in the store until they come down.
        if (!end) return true;
        if (!view.Take(fact)) return false;
        view.Trim(Most);
        return true;
    }
}
