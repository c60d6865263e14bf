using System.Diagnostics;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Conversations;

/// <summary>What the log does when the embedded database cannot be written: it refuses, says so, and goes on when it can.</summary>
public sealed class ConversationLogFaultTests : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("portal-tests-");
    private readonly ServiceProvider services;

    public ConversationLogFaultTests()
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = File("portal.db"), ForeignKeys = true, DefaultTimeout = 1 };
        services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton<IEventHub, RecordingHub>()
            .AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>()
            .AddPortalData(new DatabaseOptions { Directory = folder.FullName, ConnectionString = connection.ConnectionString })
            .BuildServiceProvider();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IConversationLog Log => services.GetRequiredService<IConversationLog>();

    [Fact]
    public async Task Write_WhileSomebodyElseHoldsTheDatabase_FailsAndTheSameMessageSucceedsAfterwards()
    {
        await services.GetRequiredService<DatabaseSchema>().MigrateAsync(Ct);
        var request = Request("hello");
        await using (var other = new SqliteConnection($"Data Source={File("portal.db")};Pooling=False"))
        {
            await other.OpenAsync(Ct);
            await using var lockIt = other.BeginTransaction(deferred: false);
            var error = await Assert.ThrowsAsync<SqliteException>(() => Log.WriteAsync(request, Ct));
            Assert.Equal(5, error.SqliteErrorCode);
        }

        Assert.IsType<LogResult.Written>(await Log.WriteAsync(request, Ct));
        Assert.IsType<LogResult.Repeated>(await Log.WriteAsync(request, Ct));
    }

    [Fact]
    public async Task Write_DiskFull_RefusesWithoutPretendingAndRecoversWithoutARestart()
    {
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder.FullName), "A small disk can only be mounted by root on Linux.");
        try
        {
            await services.GetRequiredService<DatabaseSchema>().MigrateAsync(Ct);
            await Log.WriteAsync(Request("first"), Ct);
            await FillAsync(File("ballast"));
            var large = Request(new string('x', 200_000));

            var failure = await Assert.ThrowsAsync<SqliteException>(() => Log.WriteAsync(large, Ct));

            Assert.Equal(13, failure.SqliteErrorCode);
            System.IO.File.Delete(File("ballast"));
            Assert.IsType<LogResult.Written>(await Log.WriteAsync(large, Ct));
        }
        finally
        {
            await services.DisposeAsync();
            SqliteConnection.ClearAllPools();
            await RunAsync("umount", "-l", folder.FullName);
        }
    }

    private static async Task FillAsync(string path)
    {
        await using var file = System.IO.File.Create(path);
        try
        {
            while (true)
            {
                await file.WriteAsync(new byte[4096], Ct);
                await file.FlushAsync(Ct);
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    private static async Task<bool> RunAsync(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync(Ct);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static LogRequest Request(string text)
    {
        var id = ConversationId.New();
        var customer = World.Visitor();
        var draft = new EntryDraft(Guid.CreateVersion7(), EntryKind.Text, Audience.Everyone, customer) { Text = text };
        return new LogRequest(id, (c, now) => ConversationRules.Post(c, draft, 1_000_000, now))
        {
            Message = draft,
            Start = new Conversation { Id = id, InboxId = InboxId.New(), CustomerId = customer.Customer, QueueId = QueueId.New(), CreatedAt = default, LastEntryAt = default },
        };
    }

    private string File(string name) => Path.Combine(folder.FullName, name);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
