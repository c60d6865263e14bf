using System.ComponentModel.DataAnnotations;

namespace Portal.Hosting;

/// <summary>
/// How much one network may ask for without being signed in. Generous, since a whole office or a mobile carrier may stand behind
/// one address; a network is an IPv4 address or an IPv6 /64. What is used up comes back evenly over the minute.
/// </summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Pages with a chat button, loaded per minute.</summary>
    [Range(1, 10_000_000)]
    public int HellosPerMinute { get; init; } = 3_000;

    /// <summary>Proofs of identity per minute.</summary>
    [Range(1, 10_000_000)]
    public int IdentitiesPerMinute { get; init; } = 300;

    /// <summary>Chats opened per minute; each reads the database and opens a circuit.</summary>
    [Range(1, 10_000_000)]
    public int ChatsPerMinute { get; init; } = 600;

    /// <summary>Sign-in, setup and other pages per minute, shown and sent. Failed sign-ins have a limit of their own.</summary>
    [Range(1, 10_000_000)]
    public int PagesPerMinute { get; init; } = 600;

    /// <summary>Files read per minute; a long conversation shows many pictures at once.</summary>
    [Range(1, 10_000_000)]
    public int FilesPerMinute { get; init; } = 3_000;

    /// <summary>Files sent per minute.</summary>
    [Range(1, 10_000_000)]
    public int UploadsPerMinute { get; init; } = 300;

    /// <summary>Files that one person sends per minute, whatever their network.</summary>
    [Range(1, 10_000_000)]
    public int UploadsPerPersonAndMinute { get; init; } = 30;

    /// <summary>Requests to the circuits' address per minute: each page makes about three, and more of them while it reconnects.</summary>
    [Range(1, 10_000_000)]
    public int ConnectsPerMinute { get; init; } = 6_000;

    /// <summary>Questions per minute whether this node is ready.</summary>
    [Range(1, 10_000_000)]
    public int ChecksPerMinute { get; init; } = 600;

    /// <summary>Connected circuits on this node, staff included; beyond that customers are asked to wait. Staff always get in.</summary>
    [Range(1, 1_000_000)]
    public int Circuits { get; init; } = 20_000;

    /// <summary>Connected circuits of customers from one network on this node.</summary>
    [Range(1, 1_000_000)]
    public int CircuitsPerAddress { get; init; } = 1_000;

    /// <summary>
    /// Also limits this machine itself. Off, because behind a proxy on the same machine that Security:TrustedProxies does not name
    /// everybody seems to be here, and one busy site would lock all others out.
    /// </summary>
    public bool IncludeLocal { get; init; }
}
