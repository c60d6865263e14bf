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

    /// <summary>Enough for whoever reads the newest: what is above it is read again when they scroll there.</summary>
    public const int MostAtBottom = ReadTimeline.Page;

    private const int Slack = 4 * Shared.Runs.Span;

    private TimelineView view = new();

    public IReadOnlyList<TimelineEntry> Entries => view.Entries;

    public long First => view.First;

    public long Last => view.Last;

    /// <summary>The newest entry that is known of, held or not.</summary>
    public long Newest { get; private set; }

    public bool AtStart => First <= 1;

    public bool AtEnd => Last >= Newest;

    /// <summary>
    /// The window ends where the history does, and goes on with it. Not the same as <see cref="AtEnd"/>: a changed head may tell
    /// of an entry a moment before the entry itself comes, and an entry may be known of that could not be read yet.
    /// </summary>
    public bool Follows { get; private set; }

    /// <summary>Whether the reader stands at the newest entry, so that old ones may go without being missed.</summary>
    public bool IsAtBottom { get; set; } = true;

    /// <summary>Begins anew with a part read from the store.</summary>
    /// <param name="newest">The newest entry as far as the reader knows; 0 if it is the last one read.</param>
    public void Show(IReadOnlyList<TimelineEntry> read, long newest = 0)
    {
        view = new();
        view.Merge(read);
        Know(Math.Max(Last, newest));
        Follows = AtEnd;
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
        Follows = false;
    }

    /// <summary>Goes on; the oldest entries give way.</summary>
    public void AddNewer(IReadOnlyList<TimelineEntry> read)
    {
        view.Merge([.. read.Where(e => e.Sequence > Last)]);
        Know(Last);
        view.Trim(Most);
        Follows = AtEnd;
    }

    /// <summary>Whether the database was put back to an earlier state under this page; see <see cref="TimelineView.Contradicts"/>.</summary>
    public bool Contradicts(TimelineEntry entry) => view.Contradicts(entry);

    /// <returns>False when entries before this one are missing: read the store after <see cref="Last"/>.</returns>
    public bool Take(EntryPosted fact)
    {
        Know(fact.Entry.Sequence);
        // Somebody reads further up: the entry waits in the store until they come down.
        if (!Follows) return true;
        if (!view.Take(fact)) return false;
        view.Trim(IsAtBottom ? MostAtBottom : Most, Slack);
        return true;
    }
}
