using System.ComponentModel.DataAnnotations;

namespace Portal.Nodes;

/// <summary>How this node works together with others. Used when ConnectionStrings:Redis is set.</summary>
public sealed class NodesOptions
{
    public const string Section = "Nodes";

    /// <summary>Begins the name of everything that is put into Redis. Installations that share a Redis need different ones.</summary>
    [Required]
    public string Prefix { get; init; } = "portal";

    /// <summary>How often each node says that it is there, and up to which number it has spoken.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Without a beat for so long, a node counts as silent: what it says may be missed.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often each node says in the database that it lives. While Redis does not carry events, it also says there what to read.</summary>
    public TimeSpan DatabaseBeat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A node that is silent and has not beaten in the database for so long is dead. A wrong guess costs one reading. Together with the other times below ten seconds.</summary>
    public TimeSpan DeadAfter { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>While something may be missed, what every member of staff has open (lists, the board) is read again at most this often.</summary>
    public TimeSpan CatchUpEvery { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>After this time a dead node's row leaves the database.</summary>
    public TimeSpan ForgetAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a node that is to stop is still there after its readiness turned red, so that proxies send nobody new.</summary>
    public TimeSpan Notice { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Open pages leave a stopping node spread over this time, instead of all knocking elsewhere at once.</summary>
    public TimeSpan LeaveWithin { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>After this time the node stops, whoever is still there.</summary>
    public TimeSpan LeaveLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A page whose connection is lost stays whole in this node's memory for so long; then only its state is kept.</summary>
    public TimeSpan PageKept { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long the state of a page is kept, here and in Redis, for whichever node its browser comes back to. After that the page loads itself again.</summary>
    public TimeSpan PageStateKept { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Events that may wait for Redis. What comes beyond that is dropped, and the other nodes are told which topics to read again.</summary>
    [Range(16, 1_000_000)]
    public int LongestQueue { get; init; } = 8192;
}
