using System.Collections.Immutable;

namespace Portal.Components.Channels;

/// <param name="Colour">Of the little square that stands for a picture.</param>
public sealed record DemoSideProduct(string Name, string Colour);

public sealed record DemoShelf(
    string Slug, string Name, string Category, string Product, string Price, string Text,
    ImmutableArray<string> Facts, ImmutableArray<DemoSideProduct> Also);

/// <summary>The invented shop whose pages show what a chat looks like on somebody's site.</summary>
public static class DemoShop
{
    /// <summary>The inbox that the demo organisation is seeded with.</summary>
    public const string InboxKey = "demo";

    private static readonly ImmutableArray<string> Promises = ["Order by 14:00, with you on Thursday", "Free returns for 60 days"];

    public static ImmutableArray<DemoShelf> Shelves { get; } =
    [
        new("kitchen", "Kitchen", "Kitchen, kettles", "Enamel kettle, moss green", "€39.00",
            "One and a half litres, steel under glass enamel, for every kind of hob.",
            [.. Promises, "Spare lids and knobs for 10 years"],
            [new("Oak trivet, €18.00", "#C9B79C"), new("Stoneware mug, €14.00", "#8FA0A8"), new("Linen cloth, €12.00", "#B98F6D")]),
        new("lighting", "Lighting", "Lighting, table lamps", "Paper lamp, warm white", "€64.00",
            "Folded from one sheet, on a foot of ash. Dims with a touch.",
            [.. Promises, "The bulb can be replaced, as it should be"],
            [new("Cloth cable, €9.00", "#A8584A"), new("Ash wall hook, €16.00", "#D3BF9A"), new("Warm bulb, €7.00", "#E2C98A")]),
        new("textiles", "Textiles", "Textiles, blankets", "Wool blanket, two greys", "€89.00",
            "Woven from the wool of old sheep breeds, 130 by 200 centimetres.",
            [.. Promises, "Mended free of charge for 5 years"],
            [new("Linen pillow, €28.00", "#B7B3A4"), new("Wool soap, €8.00", "#D9CDB8"), new("Moth cedar, €6.00", "#9A6F4B")]),
        new("garden", "Garden", "Garden, watering", "Watering can, long neck", "€46.00",
            "Four litres of galvanised steel that reach the pot at the back.",
            [.. Promises, "The rose comes off for cleaning"],
            [new("Jute twine, €4.00", "#B79A6A"), new("Seed tin, €15.00", "#6F8577"), new("Hand fork, €19.00", "#7C5B43")]),
    ];

    /// <summary>Null for a shelf that the shop does not have.</summary>
    public static DemoShelf? Find(string? slug) => slug is null ? Shelves[0] : Shelves.FirstOrDefault(s => s.Slug == slug);

    public static string AddressOf(DemoShelf shelf) => shelf == Shelves[0] ? "demo" : $"demo/{shelf.Slug}";
}
