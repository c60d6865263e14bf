using System.Diagnostics;
using Portal.Bench.Load;

namespace Portal.Bench.Baseline;

/// <summary>Customers alone: how fast they come, what each holds, and how soon they are back when all lose their connection in one moment.</summary>
internal static class GuestLoad
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);

    public static async Task MeasureAsync(ILoadTarget target, int count, BaselineTable table, CancellationToken ct)
    {
        var memory = target.Server.ResidentKib();
        var (guests, took) = await LoadRun.OpenAsync(count, (_, stop) => target.EnterAsync(stop), ct);
        await Task.Delay(Calm, ct);
        table.Add(target.Name, "chatsOpenedPerSecond", "chats opened", "/s", count / took.TotalSeconds);
        table.Add(target.Name, "kibPerChat", "memory per open chat", "KiB", (target.Server.ResidentKib() - memory) / (double)count);

        var (cpu, clock) = (target.Server.ProcessorSeconds(), Stopwatch.StartNew());
        await Task.WhenAll(guests.Select(g => g.CutAsync().AsTask()));
        var back = await Task.WhenAll(guests.Select(BackAsync));
        cpu = target.Server.ProcessorSeconds() - cpu;
        Array.Sort(back);
        table.Add(target.Name, "herdHalfBackMs", $"{count} cut at once, half of them back", "ms", back[count / 2].TotalMilliseconds);
        table.Add(target.Name, "herdAllBackMs", $"{count} cut at once, all back", "ms", back[^1].TotalMilliseconds);
        table.Add(target.Name, "herdCpuMs", "the same, processor for each", "ms", cpu * 1000 / count);
        await LoadRun.CloseAsync(guests);

        async Task<TimeSpan> BackAsync(ILoadGuest guest)
        {
            await guest.BackAsync(ct);
            return clock.Elapsed;
        }
    }
}
