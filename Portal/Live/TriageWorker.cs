using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Domain.Triage;

namespace Portal.Live;

/// <summary>
/// Triages what begins on this node, right after its commit. While rules are in force, or a language asks for a skill, new conversations are held back from
/// routing for at most <see cref="TriageOptions.LongestHold"/>; whatever does not get done here <see cref="DueClock"/> does.
/// </summary>
internal sealed class TriageWorker(IEventHub hub, ArrivalHold hold, PublishedTriage published, TriageConversation triage, ReadTeam team, IOptions<TriageOptions> options, ILogger<TriageWorker> logger) : BackgroundService
{
    private const int Side = 2;
    private readonly Channel<ConversationId> arrived = Channel.CreateBounded<ConversationId>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropWrite });

    public override async Task StartAsync(CancellationToken stopping)
    {
        // Before the first customer is let in.
        await LookAsync(stopping);
        await base.StartAsync(stopping);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var setup = hub.Subscribe(Topic.Setup, async fact =>
        {
            if (fact is TriageChanged or SkillsChanged or Lagged) await LookAsync(stopping);
        });
        await Parallel.ForEachAsync(arrived.Reader.ReadAllAsync(stopping), new ParallelOptions { MaxDegreeOfParallelism = Side, CancellationToken = stopping }, TriageAsync);
    }

    private async ValueTask TriageAsync(ConversationId id, CancellationToken ct)
    {
        try
        {
            await triage.ExecuteAsync(id, ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            logger.LogError(error, "Conversation {Conversation} could not be triaged; it is tried once more, and routing goes on", id);
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        try
        {
            var isNeeded = await published.CurrentAsync(ct) is { } version && version.Rules.Any(r => r.IsEnabled);
            if (isNeeded || !LanguageSkills.Of(await team.SkillsAsync(Actor.System, ct)).IsEmpty) hold.Begin(options.Value.LongestHold, id => arrived.Writer.TryWrite(id));
            else hold.End();
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            logger.LogError(error, "The rules of triage could not be read; new conversations are routed as before");
        }
    }
}
