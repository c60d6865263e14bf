using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>
/// What one page holds of a timeline: entries in sequence, each once. Fed with events it either takes the entry or tells that
/// something is missing; then the page reads the store after <see cref="Last"/>.
/// </summary>
public sealed class TimelineView
{
    private readonly List<TimelineEntry> entries = [];

    public IReadOnlyList<TimelineEntry> Entries => entries;

    public long First => entries.Count == 0 ? 0 : entries[0].Sequence;

    public long Last => entries.Count == 0 ? 0 : entries[^1].Sequence;

    /// <returns>False when an entry before this one is missing: nothing was taken, read the store.</returns>
    public bool Take(EntryPosted fact)
    {
        if (fact.Entry.Sequence <= Last) return true;
        if (fact.PreviousSequence > Last) return false;
        entries.Add(fact.Entry);
        return true;
    }

    /// <summary>
    /// Whether the number of an entry belongs to another one here, or to none although it lies within what is held. Numbers are
    /// given once, unless the database was put back to an earlier state under this page: then nothing that it holds is certain.
    /// </summary>
    public bool Contradicts(TimelineEntry entry)
    {
        if (entry.Sequence < First || entry.Sequence > Last) return false;
        var (low, high) = (0, entries.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (entries[middle].Sequence == entry.Sequence) return entries[middle].ClientMessageId != entry.ClientMessageId;
            if (entries[middle].Sequence < entry.Sequence) low = middle + 1;
            else high = middle - 1;
        }

        return true;
    }

    /// <summary>Adds entries read from the store, newer or older than what is held, wherever they belong.</summary>
    public void Merge(IReadOnlyList<TimelineEntry> read)
    {
        if (read.Count == 0) return;
        if (entries.Count == 0 || read[0].Sequence > Last) entries.AddRange(read);
        else if (read[^1].Sequence < First) entries.InsertRange(0, read);
        else
        {
            var known = entries.Select(e => e.Sequence).ToHashSet();
            entries.AddRange(read.Where(e => !known.Contains(e.Sequence)));
            entries.Sort((a, b) => a.Sequence.CompareTo(b.Sequence));
        }
    }

    /// <summary>
    /// Forgets the oldest entries beyond <paramref name="most"/>, so that a page open all day stays small: once there are more
    /// than <paramref name="slack"/> too many, because a page draws its beginning anew with each trim.
    /// </summary>
    /// <returns>Whether any were forgotten.</returns>
    public bool Trim(int most, int slack = 0)
    {
        if (entries.Count <= most + slack) return false;
        entries.RemoveRange(0, entries.Count - most);
        return true;
    }
}
