using Microsoft.EntityFrameworkCore;
using Portal.Domain.Channels;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Channels;

public abstract class InboxStoreCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private IInboxStore Store => Get<IInboxStore>();

    [Fact]
    public async Task Save_EverySetting_IsReadBackWordForWord()
    {
        var inbox = (await AnInboxAsync()) with
        {
            Origins = ["https://shop.example", "https://www.shop.example:8443"],
            Look = new InboxLook("#112233", "#223344", LauncherPosition.Left, ShowLauncher: false),
            Texts = new InboxTexts { Company = "Größe & Söhne", Language = "de", Greeting = "<b>Hallo</b>", Teaser = "Fragen? 🙂" },
            Hours = new BusinessHours("Europe/Berlin", [new OpenSpan(DayOfWeek.Monday, new TimeOnly(9, 0), new TimeOnly(17, 30))]),
            Form = new InboxForm(FieldUse.Optional, FieldUse.Required),
            IsEnabled = false,
            Needs = [new(SkillId.New(), 3, Must: true), new(SkillId.New(), 1)],
        };

        await Store.SaveAsync(inbox, Ct);

        var found = await Store.FindAsync(inbox.Id, Ct);
        Assert.Equal(inbox.Origins.AsEnumerable(), found!.Origins);
        Assert.Equal(inbox.Hours.Spans.AsEnumerable(), found.Hours.Spans);
        Assert.Equal(inbox.Needs.AsEnumerable(), found.Needs);
        Assert.Equal(inbox, found with { Origins = inbox.Origins, Hours = inbox.Hours, Needs = inbox.Needs });
    }

    [Fact]
    public async Task Save_Secret_IsNotStoredInTheClear()
    {
        var inbox = await AnInboxAsync();
        await Store.SaveAsync(inbox, Ct);

        await using var db = Database.Open();
        var stored = await db.Inboxes.AsNoTracking().SingleAsync(row => row.Id == inbox.Id, Ct);

        Assert.DoesNotContain(inbox.Secret, stored.Secret, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(inbox.Secret, (await Store.FindByKeyAsync(inbox.Key, Ct))!.Secret);
    }

    [Fact]
    public async Task FindByKey_UnknownKey_IsNull() => Assert.Null(await Store.FindByKeyAsync(InboxRules.NewKey(), Ct));

    [Fact]
    public async Task Save_KeyOfAnotherInbox_IsRefused()
    {
        var first = await AnInboxAsync();
        var second = (await AnInboxAsync()) with { Key = first.Key };
        await Store.SaveAsync(first, Ct);

        await Assert.ThrowsAsync<DbUpdateException>(() => Store.SaveAsync(second, Ct));
    }

    private async Task<Inbox> AnInboxAsync() => new()
    {
        Id = InboxId.New(), Key = InboxRules.NewKey(), Name = "Shop", QueueId = (await new World(Database).BuildAsync()).Queue, Secret = InboxRules.NewSecret(), CreatedAt = Database.Clock.GetUtcNow(),
    };
}

public sealed class InboxStoreOnSqliteTests(SqliteTestDatabase database) : InboxStoreCases<SqliteTestDatabase>(database);

public sealed class InboxStoreOnPostgreSqlTests(PostgreSqlTestDatabase database) : InboxStoreCases<PostgreSqlTestDatabase>(database);

public sealed class InboxStoreOnSqlServerTests(SqlServerTestDatabase database) : InboxStoreCases<SqlServerTestDatabase>(database);
