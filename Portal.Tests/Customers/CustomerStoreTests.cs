using System.Collections.Immutable;
using Portal.Domain.Customers;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Customers;

public abstract class CustomerStoreCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private ICustomerStore Store => Get<ICustomerStore>();

    [Fact]
    public async Task Save_EveryFact_IsReadBackWordForWord()
    {
        var customer = ACustomer() with
        {
            Name = "Zoë Ångström 🌻",
            Email = "zoe@text.example",
            Language = "ar",
            Attributes = ImmutableDictionary<string, string>.Empty.Add("plan", "\"Gold\" & more").Add("größe", "42"),
            LastSeenAt = Database.Clock.GetUtcNow().AddTicks(7),
        };

        await Store.SaveAsync(customer, Ct);

        var found = await Store.FindAsync(customer.Id, Ct);
        Assert.Equal(customer.Attributes.ToHashSet(), found!.Attributes.ToHashSet());
        Assert.Equal(customer, found with { Attributes = customer.Attributes });
    }

    [Fact]
    public async Task Save_Again_ReplacesTheFacts()
    {
        var customer = ACustomer();
        await Store.SaveAsync(customer, Ct);

        await Store.SaveAsync(customer with { Name = "Mara Lind", Email = "mara@text.example" }, Ct);

        var found = await Store.FindAsync(customer.Id, Ct);
        Assert.Equal(("Mara Lind", "mara@text.example"), (found!.Name, found.Email));
    }

    [Fact]
    public async Task Save_SameIdentityFirstSeenTwiceAtOnce_EndsInOneCustomer()
    {
        var (inbox, externalId) = (InboxId.New(), "user-7");
        var attempts = Enumerable.Range(0, 6).Select(_ => Store.SaveAsync(ACustomer() with { IdentifiedBy = inbox, ExternalId = externalId }, Ct));

        var stored = await Task.WhenAll(attempts);

        var one = Assert.Single(stored.Select(customer => customer.Id).Distinct());
        Assert.Equal(one, (await Store.FindByExternalIdAsync(inbox, externalId, Ct))?.Id);
    }

    [Fact]
    public async Task FindByExternalId_SameIdInAnotherInbox_IsAnotherPerson()
    {
        var (first, second) = (InboxId.New(), InboxId.New());
        var customer = await Store.SaveAsync(ACustomer() with { IdentifiedBy = first, ExternalId = "42" }, Ct);

        Assert.Equal(customer.Id, (await Store.FindByExternalIdAsync(first, "42", Ct))?.Id);
        Assert.Null(await Store.FindByExternalIdAsync(second, "42", Ct));
    }

    [Fact]
    public async Task Save_ManyAnonymousVisitors_AreAllDifferent()
    {
        var visitors = Enumerable.Range(0, 3).Select(_ => ACustomer()).ToList();

        foreach (var visitor in visitors) await Store.SaveAsync(visitor, Ct);

        foreach (var visitor in visitors) Assert.NotNull(await Store.FindAsync(visitor.Id, Ct));
    }

    private Customer ACustomer() => new() { Id = CustomerId.New(), Name = "Mara", CreatedAt = Database.Clock.GetUtcNow() };
}

public sealed class CustomerStoreOnSqliteTests(SqliteTestDatabase database) : CustomerStoreCases<SqliteTestDatabase>(database);

public sealed class CustomerStoreOnPostgreSqlTests(PostgreSqlTestDatabase database) : CustomerStoreCases<PostgreSqlTestDatabase>(database);

public sealed class CustomerStoreOnSqlServerTests(SqlServerTestDatabase database) : CustomerStoreCases<SqlServerTestDatabase>(database);
