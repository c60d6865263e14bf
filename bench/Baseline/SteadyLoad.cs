using System.Diagnostics;
using Portal.Bench.Load;

namespace Portal.Bench.Baseline;

/// <summary>Open loop: so many messages a second, evenly, each conversation in its turn and its ends alternately. The delay counts from the due time, so that a server that stalls pays for all that waits.</summary>
internal static class SteadyLoad
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(2), Settling = TimeSpan.FromSeconds(20);

    /// <param name="rate">Messages per second.</param>
    public static async Task<LoadReport> MeasureAsync(ILoadTarget target, int conversations, int rate, TimeSpan warmup, TimeSpan length, LoadTexts texts, CancellationToken ct)
    {
        var report = new LoadReport("steady", target.Name);
        var (talks, _) = await LoadRun.OpenAsync(conversations, (n, stop) => LoadTalk.BeginAsync(target, n, null, stop), ct);
        var number = 0L;
        Exception? broken = null;
        await SendAsync(warmup);
        foreach (var talk in talks) talk.Measures = true;
        var (before, cpu) = (number, target.Server.ProcessorSeconds());
        await SendAsync(length);
        cpu = target.Server.ProcessorSeconds() - cpu;
        await LoadRun.SettleAsync(talks, Settling);
        if (broken is not null) throw new InvalidOperationException("A message was not taken.", broken);

        var figures = new LoadFigures();
        foreach (var talk in talks) talk.AddTo(figures);
        report.Add("server's processor time per message", cpu * 1000 / (number - before), "ms", "cpuMsPerMessage");
        report.Add(figures);
        await LoadRun.CloseAsync(talks);
        figures.ThrowIfBroken();
        return report;

        async Task SendAsync(TimeSpan during)
        {
            var began = Stopwatch.GetTimestamp();
            var count = (long)(during.TotalSeconds * rate);
            for (var n = 0L; n < count; n++)
            {
                var due = began + (n * Stopwatch.Frequency / rate);
                while (Stopwatch.GetTimestamp() < due) await Task.Delay(Step, ct);
                var (turn, place) = Math.DivRem(number++, talks.Length);
                _ = talks[place].SendAsync(turn % 2 == 0 ? End.Customer : End.Staff, texts.Next(Random.Shared), due, ct)
                    .ContinueWith(t => broken ??= t.Exception, ct, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
        }
    }
}
