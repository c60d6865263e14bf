using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Accounts;

/// <summary>The people of the demo organisation. Their ids are fixed, so that queues can name them.</summary>
public static class DemoAccounts
{
    public const string Password = "Portal-Demo-1";

    public static NewAccount Ines { get; } = new(Id(1), "Ines Okafor", "agent@demo.example", Role.Agent, Password);
    public static NewAccount Tomas { get; } = new(Id(2), "Tomás Reyes", "agent2@demo.example", Role.Agent, Password);
    public static NewAccount Rosa { get; } = new(Id(3), "Rosa Vidal", "supervisor@demo.example", Role.Supervisor, Password);
    public static NewAccount Adam { get; } = new(Id(4), "Adam Novak", "admin@demo.example", Role.Admin, Password);

    public static IReadOnlyList<NewAccount> All { get; } = [Ines, Tomas, Rosa, Adam];

    private static UserId Id(int n) => new(Guid.Parse($"019b0000-0000-7000-8000-{n:x12}"));
}

/// <summary>Fills an organisation without people with those of the demo.</summary>
public sealed class SeedDemoAccounts(IAccountStore store, RegisterAgent register)
{
    /// <returns>True when the people were made now; false when somebody exists already.</returns>
    public async Task<bool> ExecuteAsync(CancellationToken ct)
    {
        if (await store.AnyAsync(ct)) return false;
        foreach (var person in DemoAccounts.All)
        {
            await store.CreateAsync(person, ct);
            await register.ExecuteAsync(Actor.System, person.Id, person.Name, Agent.DefaultCapacity, enabled: true, ct);
        }

        return true;
    }
}
