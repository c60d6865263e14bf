using System.ComponentModel.DataAnnotations;

namespace Portal.Hosting;

/// <summary>What this node keeps of pages that it cannot reach at the moment. How long, is among the nodes' options.</summary>
public sealed class PageOptions
{
    public const string Section = "Pages";

    /// <summary>
    /// Pages that lost their connection and are kept whole in memory, the newest of them. Others draw themselves anew when they come
    /// back, which costs six times as much. As many as a small node carries: they take no more memory than before they were lost.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MostKept { get; init; } = 5000;

    /// <summary>Changes of one page that its browser has not confirmed. What is to be drawn beyond that waits, and is drawn as one.</summary>
    [Range(1, 1000)]
    public int MostUnconfirmed { get; init; } = 10;
}
