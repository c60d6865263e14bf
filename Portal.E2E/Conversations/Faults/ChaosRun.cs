using System.Collections.Concurrent;
using System.Diagnostics;
using Portal.Bench.Circuits;
using Portal.E2E.Shared;

namespace Portal.E2E.Conversations.Faults;

/// <summary>
/// Customers and people of the team talk while a seeded schedule hurts everything around them. Then everything is healed, all
/// pages get time to show everything, and what was seen is compared with the database.
/// </summary>
internal sealed class ChaosRun(ChaosHouse house, int seed, TimeSpan length)
{
    private const int Customers = 12, Desks = 8;

    private static readonly TimeSpan ShortestGap = TimeSpan.FromSeconds(.3), LongestGap = TimeSpan.FromSeconds(1.6);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(150), LongestPause = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(300);

    /// <summary>From the end of the last fault until everybody was answered again and every page showed everything.</summary>
    private static readonly TimeSpan MostRecovery = TimeSpan.FromSeconds(60);

    private static readonly string[] Team = [DemoPeople.Supervisor, DemoPeople.Admin, DemoPeople.Agent, DemoPeople.SecondAgent];

    private readonly History history = new();
    private readonly ConcurrentQueue<InjectedFault> injected = new();
    private readonly List<TalkingCustomer> customers = [];
    private readonly List<TalkingDesk> desks = [];

    private IEnumerable<Talker> Talkers => customers.Concat<Talker>(desks);

    public async Task<ChaosReport> RunAsync(CancellationToken ct)
    {
        try
        {
            await GatherAsync(ct);
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var talking = Talkers.Select(t => t.TalkAsync(ShortestPause, LongestPause, enough.Token, over.Token)).ToList();
            var looking = LookAsync(enough.Token);
            await HurtAsync(ct);

            var healed = Stopwatch.GetTimestamp();
            over.CancelAfter(MostRecovery);
            var again = await Task.WhenAll(Talkers.Select(async t => await AnsweredAgainAsync(t, over.Token) ? null : $"{t.Name} got no answer: {t.Trouble}"));
            var answered = Stopwatch.GetElapsedTime(healed);
            await enough.CancelAsync();
            await Task.WhenAll(talking);
            await looking;
            var (shown, hidden) = await AllShownAsync(ct);
            foreach (var talker in Talkers) history.Settle(talker.Name, talker.Page);
            await house.SampleAsync(history);
            return new ChaosReport(seed, length, history, injected, Talkers.ToList(), answered, shown, [.. again.OfType<string>(), .. hidden], Checker.Check(history, await house.StoredAsync()), await house.DamageAsync());
        }
        finally
        {
            await Task.WhenAll(Talkers.Select(t => t.DisposeAsync().AsTask()));
        }
    }

    private async Task GatherAsync(CancellationToken ct)
    {
        for (var i = 0; i < Customers; i++) customers.Add(new TalkingCustomer($"customer{i:00}", history, seed + i, house.AddressFor(i)));
        await Task.WhenAll(customers.Select(async customer =>
        {
            await customer.OpenAsync(ct);
            await customer.SayAsync(ct);
        }));
        for (var i = 0; i < Desks; i++)
        {
            var address = house.AddressFor(i + 1);
            var person = await SignIn.AsAsync(address, Team[i % Team.Length], DemoPeople.Password, ct);
            desks.Add(new TalkingDesk($"desk{i:00}", history, seed + 100 + i, address, person, customers[i]));
        }

        await Task.WhenAll(desks.Select(d => d.OpenAsync(ct)));
    }

    private async Task HurtAsync(CancellationToken ct)
    {
        var began = history.Now;
        var hurting = new List<Task>();
        foreach (var fault in ChaosSchedule.Draw(seed, house.Kinds, length, ShortestGap, LongestGap))
        {
            var wait = began + fault.At - history.Now;
            if (wait > TimeSpan.Zero) await Task.Delay(wait, ct);
            hurting.Add(InjectAsync(fault));
        }

        await Task.WhenAll(hurting);

        async Task InjectAsync(PlannedFault fault)
        {
            var start = history.Now;
            var happened = await house.InjectAsync(fault);
            injected.Enqueue(new(fault, happened, start, history.Now));
        }
    }

    private async Task LookAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            try
            {
                if (house.MayLook) await house.SampleAsync(history);
            }
            catch (Exception away) when (away is System.Data.Common.DbException or InvalidOperationException or IOException)
            {
                // The database is being hurt: the next look comes.
            }

            await Task.Delay(LookEvery, CancellationToken.None);
        }
    }

    /// <summary>Two answers: the first may belong to a message that was sent before the end of the last fault.</summary>
    private static async Task<bool> AnsweredAgainAsync(Talker talker, CancellationToken over)
    {
        var before = talker.Answered;
        while (talker.Answered < before + 2)
        {
            if (over.IsCancellationRequested) return false;
            await Task.Delay(50, CancellationToken.None);
        }

        return true;
    }

    private async Task<(TimeSpan Took, IReadOnlyList<string> Missing)> AllShownAsync(CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var stored = await house.StoredAsync();
        var conversationOf = stored.Where(e => e is { IsMessage: true, Text: not null }).ToDictionary(e => e.Text!, e => e.Conversation);
        var last = stored.Where(e => e is { IsMessage: true, Everyone: true }).GroupBy(e => e.Conversation).ToDictionary(g => g.Key, g => g.MaxBy(e => e.Sequence)!.Text!);
        while (true)
        {
            var missing = await Task.WhenAll(Talkers.Select(MissingAsync));
            if (missing.All(m => m is null) || clock.Elapsed > MostRecovery) return (clock.Elapsed, [.. missing.OfType<string>()]);
            await Task.Delay(100, ct);
        }

        async Task<string?> MissingAsync(Talker talker)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(TimeSpan.FromSeconds(2));
            try
            {
                var texts = await talker.ReadAsync(limit.Token);
                if (texts.Count == 0) return $"the page of {talker.Name} shows nothing";
                return conversationOf.TryGetValue(texts[^1], out var conversation) && last[conversation] == texts[^1] ? null : $"the page of {talker.Name} ends with '{texts[^1]}'";
            }
            catch (Exception fault) when ((Tab.IsLoss(fault) || fault is ServerFaultException) && !ct.IsCancellationRequested)
            {
                return $"the page of {talker.Name} is not alive: {fault.Message}";
            }
        }
    }
}
