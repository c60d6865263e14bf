using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

/// <summary>On a database of its own, since it takes the table of decisions away.</summary>
public sealed class UnrecordedRoutingTests(SqliteTestDatabase database) : StoreTests<SqliteTestDatabase>(database)
{
    [Fact]
    public async Task RouteQueue_DecisionsCannotBeRecorded_AssignsAllTheSame()
    {
        var world = await new World(Database).BuildAsync();
        var ines = await world.HireAsync("Ines");
        var (first, _) = await world.BeginAsync();
        var (second, _) = await world.BeginAsync();
        await using (var db = await Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(Ct)) await db.Database.ExecuteSqlRawAsync("DROP TABLE \"RoutingDecisions\"", Ct);

        Assert.Equal(2, await world.Route.ExecuteAsync(world.Queue, Ct));

        Assert.Equal([ines.User, ines.User], [(await world.FindAsync(first)).AssigneeId!.Value, (await world.FindAsync(second)).AssigneeId!.Value]);
    }
}
