using Microsoft.Extensions.Time.Testing;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Conversations;

public abstract class DropUnsentFilesCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    [Fact]
    public async Task Execute_FilesOfAllKinds_RemovesWhatNobodySentForAWeek()
    {
        var world = await new World(Database).BuildAsync();
        var (id, customer) = await world.BeginAsync();
        var (sent, unsent) = (await UploadAsync(id, customer), await UploadAsync(id, customer));
        await world.Post.ExecuteAsync(customer, id, NewMessage.OfFile(Guid.CreateVersion7(), sent), Ct);
        var clock = new FakeTimeProvider(Database.Clock.GetUtcNow());
        var drop = new DropUnsentFiles(world.Conversations, Get<IAttachmentFiles>(), clock);

        clock.Advance(TimeSpan.FromDays(6.9));
        await drop.ExecuteAsync(Ct);
        Assert.NotNull(await world.Conversations.FindAttachmentAsync(unsent, Ct));

        clock.Advance(TimeSpan.FromDays(0.2));
        Assert.InRange(await drop.ExecuteAsync(Ct), 1, int.MaxValue);

        Assert.Null(await world.Conversations.FindAttachmentAsync(unsent, Ct));
        Assert.Throws<FileNotFoundException>(() => Get<IAttachmentFiles>().Open(unsent));
        Assert.NotNull(await world.Conversations.FindAttachmentAsync(sent, Ct));
        await using var content = Get<IAttachmentFiles>().Open(sent);
        Assert.Equal(4, content.Length);
    }

    private async Task<AttachmentId> UploadAsync(ConversationId id, Actor customer)
    {
        var file = AttachmentId.New();
        await Get<IAttachmentFiles>().SaveAsync(file, new MemoryStream([1, 2, 3, 4]), Ct);
        await Get<IConversationStore>().AddAttachmentAsync(
            new Attachment { Id = file, ConversationId = id, FileName = "a.png", ContentType = "image/png", Size = 4, UploadedAt = Database.Clock.GetUtcNow(), UploadedBy = customer.Id }, Ct);
        return file;
    }
}

public sealed class DropUnsentFilesOnSqliteTests(SqliteTestDatabase database) : DropUnsentFilesCases<SqliteTestDatabase>(database);

public sealed class DropUnsentFilesOnPostgreSqlTests(PostgreSqlTestDatabase database) : DropUnsentFilesCases<PostgreSqlTestDatabase>(database);

public sealed class DropUnsentFilesOnSqlServerTests(SqlServerTestDatabase database) : DropUnsentFilesCases<SqlServerTestDatabase>(database);
