using System.ComponentModel.DataAnnotations;

namespace Portal.Api;

/// <summary>How often one address may ask. Generous, since a whole office may stand behind one.</summary>
public sealed class EmbedOptions
{
    public const string Section = "Embed";

    /// <summary>Pages with a chat button, loaded per minute.</summary>
    [Range(1, 1_000_000)]
    public int HellosPerMinute { get; init; } = 600;

    [Range(1, 1_000_000)]
    public int IdentitiesPerMinute { get; init; } = 120;

    /// <summary>Chats opened per minute; each costs a circuit.</summary>
    [Range(1, 1_000_000)]
    public int ChatsPerMinute { get; init; } = 300;
}
