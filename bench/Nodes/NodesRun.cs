using System.Diagnostics;
using Portal.Bench.Load;

namespace Portal.Bench.Nodes;

/// <summary>One number of nodes under the traffic: first at a fixed rate, then each message answered as soon as it is drawn.</summary>
internal sealed class NodesRun(PortalTarget target, Neighbours neighbours, LoadTexts texts, CancellationToken ct)
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2), IdleFor = TimeSpan.FromSeconds(4);

    private LoadTalk[] talks = [];
    private long reached;
    private volatile bool looping;
    private volatile Exception? broken;

    public async Task<NodesFigures> MeasureAsync(int conversations, int rate, TimeSpan warmup, TimeSpan length, TimeSpan loop)
    {
        (talks, _) = await LoadRun.OpenAsync(conversations, (n, stop) => LoadTalk.BeginAsync(target, n, Answer, stop), ct);
        var apart = talks.Count(t => t.Ends is PortalTalk { IsApart: true }) / (double)conversations;
        var random = new Random(2);
        await OpenLoop.RunAsync(rate, warmup, Send, ct);

        foreach (var talk in talks) talk.Measures = true;
        var (lag, cost) = (new RelayLag(), await CostAsync());
        await AddLagAsync(lag, -1);
        var clock = Stopwatch.StartNew();
        var sent = await OpenLoop.RunAsync(rate, length, Send, ct);
        var (perSecond, after) = (sent / clock.Elapsed.TotalSeconds, await CostAsync());
        await AddLagAsync(lag, 1);
        await LoadRun.SettleAsync(talks, TimeSpan.FromSeconds(30));
        var steady = new LoadFigures();
        foreach (var talk in talks)
        {
            talk.AddTo(steady);
            talk.Measures = false;
        }

        var (loopPerSecond, loopMs) = await LoopAsync(loop);
        var whole = new LoadFigures();
        foreach (var talk in talks) talk.AddTo(whole);
        var idle = await IdleAsync();
        var memory = target.Servers.Sum(s => s.ResidentKib()) / 1024.0;
        await LoadRun.CloseAsync(talks);
        return new(
            target.Servers.Count, apart, perSecond, whole, steady.Within(.5), steady.Within(.95), steady.Within(.99),
            Each(cost.Nodes, after.Nodes), cost.Database is { } was && after.Database is { } became ? Each(was, became) : null, Each(cost.Redis, after.Redis), Each(cost.Driver, after.Driver),
            lag.Within(.5) is { } half && lag.Within(.99) is { } most ? (half, most) : null, loopPerSecond, loopMs, idle, memory);

        void Send(long due) => Say(talks[random.Next(talks.Length)], random.Next(2) == 0 ? End.Customer : End.Staff, random, due);

        double Each(double before, double now) => (now - before) * 1000 / Math.Max(1, sent);
    }

    /// <summary>A fifth of the time to warm up, the rest is measured.</summary>
    private async Task<(double PerSecond, double NodesMs)> LoopAsync(TimeSpan length)
    {
        looping = true;
        foreach (var talk in talks) Say(talk, End.Customer, Random.Shared, Stopwatch.GetTimestamp());
        await Task.Delay(length / 5, ct);
        var (before, cpu, clock) = (Interlocked.Read(ref reached), NodesSeconds(), Stopwatch.StartNew());
        await Task.Delay(length * 4 / 5, ct);
        var messages = Interlocked.Read(ref reached) - before;
        var figures = (messages / clock.Elapsed.TotalSeconds, (NodesSeconds() - cpu) * 1000 / Math.Max(1, messages));
        looping = false;
        await LoadRun.SettleAsync(talks, TimeSpan.FromSeconds(30));
        return broken is null ? figures : throw new InvalidOperationException("A message was not taken.", broken);
    }

    private async Task<double> IdleAsync()
    {
        await Task.Delay(Calm, ct);
        var (cpu, clock) = (NodesSeconds(), Stopwatch.StartNew());
        await Task.Delay(IdleFor, ct);
        return (NodesSeconds() - cpu) / clock.Elapsed.TotalSeconds;
    }

    private void Answer(LoadTalk talk, End from)
    {
        if (!looping) return;
        Interlocked.Increment(ref reached);
        Say(talk, from is End.Customer ? End.Staff : End.Customer, Random.Shared, Stopwatch.GetTimestamp());
    }

    private void Say(LoadTalk talk, End from, Random random, long due) => _ = talk.SendAsync(from, texts.Next(random), due, ct)
        .ContinueWith(t => broken ??= t.Exception, ct, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private double NodesSeconds() => target.Servers.Sum(s => s.ProcessorSeconds());

    private async Task<(double Nodes, double? Database, double Redis, double Driver)> CostAsync()
    {
        using var self = Process.GetCurrentProcess();
        return (NodesSeconds(), await neighbours.DatabaseSecondsAsync(), await neighbours.RedisSecondsAsync(), self.TotalProcessorTime.TotalSeconds);
    }

    private async Task AddLagAsync(RelayLag lag, int sign)
    {
        foreach (var node in target.Servers.Where(_ => target.Servers.Count > 1)) await lag.AddAsync(node.Address, sign, ct);
    }
}
