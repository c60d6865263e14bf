using Microsoft.Data.Sqlite;
using Portal.Bench.Circuits;
using Portal.E2E.Shared;

namespace Portal.E2E.Conversations.Faults;

/// <summary>An earlier state of the database is put back while people have their pages open.</summary>
public sealed class RestoreTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backup_PutBackUnderOpenPages_TheyShowWhatIsStoredAndGoOn()
    {
        await using var server = await PortalServer.StartAsync();
        var house = OneNodeHouse.Of(server);
        var history = new History();
        await using var customer = new TalkingCustomer("customer", history, 1, server.Address);
        await customer.OpenAsync(Ct);
        await customer.SayAsync(Ct);
        var person = await SignIn.AsAsync(server.Address, DemoPeople.Supervisor, DemoPeople.Password, Ct);
        await using var desk = new TalkingDesk("desk", history, 2, server.Address, person, customer);
        await desk.OpenAsync(Ct);
        await TalkAsync(3);
        var (file, backup) = (Path.Combine(server.DataDirectory, "portal.db"), Path.Combine(server.DataDirectory, "yesterday.db"));
        await CopyAsync(file, backup);
        await TalkAsync(3);
        var before = await StoredAsync();

        server.Kill();
        File.Move(backup, file, overwrite: true);
        foreach (var journal in new[] { "-wal", "-shm" }) File.Delete(file + journal);
        await server.RestartAsync();
        await TalkAsync(2);

        var after = await StoredAsync();
        Assert.Contains(after, e => before.Any(b => b.Sequence == e.Sequence && b.Id != e.Id));
        Assert.Equal(Enumerable.Range(1, after.Count).Select(n => (long)n), after.Select(e => e.Sequence));
        foreach (var talker in new Talker[] { customer, desk }) await ShowsAsync(talker, [.. after.Where(e => e.IsMessage).Select(e => e.Text!)]);

        async Task TalkAsync(int times)
        {
            for (var i = 0; i < times; i++) await Task.WhenAll(customer.SayAsync(Ct), desk.SayAsync(Ct));
        }

        async Task<List<StoredEntry>> StoredAsync() => [.. (await house.StoredAsync()).Where(e => e.Conversation == customer.Conversation).OrderBy(e => e.Sequence)];
    }

    private static async Task ShowsAsync(Talker talker, List<string> texts)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        IReadOnlyList<string> shown;
        while (!(shown = await talker.ReadAsync(limit.Token)).SequenceEqual(texts))
        {
            Assert.False(limit.IsCancellationRequested, $"{talker.Name} shows {string.Join(", ", shown)}");
            await Task.Delay(20, Ct);
        }
    }

    private static async Task CopyAsync(string file, string to)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO @to";
        command.Parameters.AddWithValue("@to", to);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
