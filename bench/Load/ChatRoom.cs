using Portal.Bench.Circuits;

namespace Portal.Bench.Load;

/// <summary>Open customer chats of Portal without anybody at the other end, and what they cost.</summary>
internal static class ChatRoom
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(15);

    /// <summary>Opens the chats and adds how fast that went and what each holds in the server's memory.</summary>
    public static async Task<CustomerChat[]> OpenAsync(PortalTarget target, int count, bool recovers, LoadReport report, CancellationToken ct)
    {
        // What the first visitors make the server load and compile belongs to no chat.
        var (first, _) = await LoadRun.OpenAsync(100, (_, stop) => OneAsync(target, false, stop), ct);
        foreach (var chat in first) await chat.LeaveAsync(ct);
        await Task.Delay(Calm, ct);
        var (memory, cpu) = (target.Server.ResidentKib(), target.Server.ProcessorSeconds());
        var (chats, took) = await LoadRun.OpenAsync(count, (_, stop) => OneAsync(target, recovers, stop), ct);
        cpu = target.Server.ProcessorSeconds() - cpu;
        await Task.Delay(Calm, ct);
        report.Add("chats opened", count / took.TotalSeconds, "/s", "openedPerSecond");
        report.Add("server's processor time per opening", cpu * 1000 / count, "ms", "openingCpuMs");
        report.Add("server's memory before and after", $"{memory / 1024:N0} and {target.Server.ResidentKib() / 1024:N0} MiB");
        report.Add("server's memory per open chat", (double)(target.Server.ResidentKib() - memory) / count, "KiB", "kibPerChat");
        return chats;
    }

    private static async Task<CustomerChat> OneAsync(PortalTarget target, bool recovers, CancellationToken ct)
    {
        var chat = new CustomerChat(target.Server.Address, PortalTarget.InboxKey) { RecoversItself = recovers };
        await chat.OpenAsync(ct);
        return chat;
    }
}
