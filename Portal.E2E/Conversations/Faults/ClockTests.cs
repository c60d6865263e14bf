using System.Globalization;
using Portal.Bench.Circuits;
using Portal.E2E.Shared;

namespace Portal.E2E.Conversations.Faults;

/// <summary>The clock of the machine is set back and forth under the running server, while people talk.</summary>
public sealed class ClockTests
{
    private const int Each = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clock_SetBackAnHourAndForwardADay_KeepsOrderAndEverybodyTalking()
    {
        using var clock = new SettableClock();
        await using var server = await StartAsync(clock);
        var house = OneNodeHouse.Of(server);
        var history = new History();
        await using var customer = new TalkingCustomer("customer", history, 1, server.Address);
        await customer.OpenAsync(Ct);
        await customer.SayAsync(Ct);
        var person = await SignIn.AsAsync(server.Address, DemoPeople.Supervisor, DemoPeople.Password, Ct);
        await using var desk = new TalkingDesk("desk", history, 2, server.Address, person, customer);
        await desk.OpenAsync(Ct);

        foreach (var (hours, text) in new[] { (0, "in time"), (-1, "an hour earlier"), (24, "a day later"), (0, "in time again") })
        {
            await clock.SetAsync(TimeSpan.FromHours(hours), Ct);
            for (var i = 0; i < Each; i++) await Task.WhenAll(customer.SayAsync(Ct), desk.SayAsync(Ct));
            TestContext.Current.TestOutputHelper?.WriteLine($"{text}: {customer.Answered + desk.Answered} answered");
        }

        var stored = await house.StoredAsync();
        foreach (var talker in new Talker[] { customer, desk }) await EndsWithTheLastAsync(talker, stored);
        foreach (var talker in new Talker[] { customer, desk }) history.Settle(talker.Name, talker.Page);
        Assert.Empty(Checker.Check(history, stored));
        Assert.Equal(1 + (4 * 2 * Each), history.Sends.Count(s => s.Answer is Answer.Ok));

        // That the server's clock really went back and forth, or all of this would prove nothing.
        var times = (await house.TimesAsync(customer.Conversation!.Value)).ToList();
        Assert.Contains(times.Zip(times.Skip(1)), pair => pair.Second < pair.First - TimeSpan.FromMinutes(50));
        Assert.Contains(times.Zip(times.Skip(1)), pair => pair.Second > pair.First + TimeSpan.FromHours(24));
    }

    /// <summary>libfaketime now and then holds a thread of a process that begins for ever, before anything is tested. Seen once: the start ended with a timeout of the jobs' memory.</summary>
    private static async Task<PortalServer> StartAsync(SettableClock clock)
    {
        for (var left = 2; ; left--)
        {
            try
            {
                return await PortalServer.StartAsync(clock.Settings);
            }
            catch (InvalidOperationException stalled) when (left > 0)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(stalled.Message);
            }
        }
    }

    private static async Task EndsWithTheLastAsync(Talker talker, IReadOnlyList<StoredEntry> stored)
    {
        var last = stored.Where(e => e.IsMessage).MaxBy(e => e.Sequence)!.Text;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Patience);
        while ((await talker.ReadAsync(limit.Token))[^1] != last) await Task.Delay(20, limit.Token);
    }

    /// <summary>What libfaketime tells a process, by a file that it reads each time it is asked.</summary>
    private sealed class SettableClock : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("portal-clock-").FullName;
        private readonly string library;

        public SettableClock()
        {
            var found = Directory.Exists("/usr/lib") ? Directory.GetFiles("/usr/lib", "libfaketimeMT.so.1", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3, IgnoreInaccessible = true }) : [];
            Assert.SkipWhen(found.Length == 0, "No libfaketime found: install faketime.");
            library = found[0];
            File.WriteAllText(Now, Word(TimeSpan.Zero));
        }

        private string Now => Path.Combine(folder, "now");

        /// <summary>Only the time of day is false: what measures durations goes on as it does when somebody sets a clock.</summary>
        public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = library,
            ["FAKETIME_TIMESTAMP_FILE"] = Now,
            ["FAKETIME_NO_CACHE"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["NO_FAKE_STAT"] = "1",
        };

        public async Task SetAsync(TimeSpan offset, CancellationToken ct)
        {
            // Put in place at once, or the process might read half of it.
            await File.WriteAllTextAsync(Now + ".next", Word(offset), ct);
            File.Move(Now + ".next", Now, overwrite: true);
        }

        public void Dispose() => Directory.Delete(folder, recursive: true);

        private static string Word(TimeSpan offset) => string.Create(CultureInfo.InvariantCulture, $"{offset.TotalSeconds:+0;-0;+0}\n");
    }
}
