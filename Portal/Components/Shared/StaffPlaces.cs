using Portal.Domain.Shared;

namespace Portal.Components.Shared;

/// <summary>
/// A page that can be gone to from anywhere. <paramref name="Name"/> is the key of its word; <paramref name="OutsideTheApp"/>
/// means that the browser has to load it, because it is not drawn by the circuit.
/// </summary>
public sealed record StaffPlace(string Name, string Path, string Glyph, Role From, bool OnRail = false, bool OutsideTheApp = false);

/// <summary>The places of the staff pages and who may reach them. The pages check the same again.</summary>
public static class StaffPlaces
{
    private static readonly StaffPlace[] All =
    [
        new("Inbox", "workspace", Shared.Glyph.Chat, Role.Agent, OnRail: true),
        new("Mentions", "mentions", Shared.Glyph.Bell, Role.Agent, OnRail: true),
        new("Live", "live", Shared.Glyph.Pulse, Role.Supervisor, OnRail: true),
        new("What if", "routing/what-if", Shared.Glyph.Play, Role.Supervisor),
        new("Surge", "routing/surge", Shared.Glyph.Bolt, Role.Supervisor),
        new("Admin", "admin", Shared.Glyph.Cog, Role.Admin, OnRail: true),
        new("Team", "team", Shared.Glyph.People, Role.Agent, OnRail: true),
        new("Problems", "problems", Shared.Glyph.Link, Role.Agent),
        new("Users", "admin/users", Shared.Glyph.People, Role.Admin),
        new("Inboxes", "admin/inboxes", Shared.Glyph.Globe, Role.Admin),
        new("Triage", "admin/triage", Shared.Glyph.Filter, Role.Admin),
        new("Queues", "admin/queues", Shared.Glyph.Stack, Role.Admin),
        new("Tiers", "admin/tiers", Shared.Glyph.Up, Role.Admin),
        new("Escalations", "escalations", Shared.Glyph.Up, Role.Supervisor),
        new("Service levels", "admin/service-levels", Shared.Glyph.Clock, Role.Admin),
        new("Calendars", "admin/calendars", Shared.Glyph.Week, Role.Admin),
        new("Skills", "admin/skills", Shared.Glyph.Star, Role.Admin),
        new("Statuses", "admin/statuses", Shared.Glyph.Pulse, Role.Admin),
        new("Background jobs", "jobs", Shared.Glyph.Clock, Role.Admin, OutsideTheApp: true),
        new("Your account", "account", Shared.Glyph.Person, Role.Agent, OutsideTheApp: true),
    ];

    public static IEnumerable<StaffPlace> For(Role? role) =>
        role is Role.Agent or Role.Supervisor or Role.Admin ? All.Where(p => role >= p.From) : [];

    /// <summary>Where somebody lands who did not ask for anything in particular.</summary>
    public static string HomeOf(Role role) => role switch
    {
        Role.Admin => "/admin",
        Role.Supervisor => "/live",
        Role.Agent => "/workspace",
        Role.Customer or Role.Bot or Role.System => "/login",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
