using Microsoft.EntityFrameworkCore;
using Portal.Bench.Growth;
using Portal.Bench.Shared;
using Portal.Data;
using Portal.Domain.Conversations;

namespace Portal.Tests.Load;

public sealed class SeedTests
{
    [Fact]
    public async Task Fill_ASmallHistory_HoldsWhatWasPlannedAndAllTheDesksWorkRunsOnIt()
    {
        var folder = Directory.CreateTempSubdirectory("portal-seed-").FullName;
        try
        {
            await using var place = await Place.OpenAsync(Place.At(folder, null));
            var plan = new HistoryPlan(Messages: 2_000, Conversations: 800);

            await Seed.FillAsync(place, plan);

            await using (var db = await place.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
            {
                Assert.Equal(plan.Messages, await db.Entries.CountAsync(e => e.Kind == EntryKind.Text, TestContext.Current.CancellationToken));
                Assert.Equal(HistoryPlan.Open, await db.Conversations.CountAsync(c => c.Status == ConversationStatus.Open, TestContext.Current.CancellationToken));
                Assert.Equal(plan.Conversations, await db.Conversations.CountAsync(TestContext.Current.CancellationToken));
            }

            var desk = await DeskWork.BeginAsync(place);
            foreach (var name in DeskWork.Names) await desk.Work(name)(0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
