using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Live;

/// <summary>Ends the consults of a conversation that was resolved; what none could end lapses by its own time.</summary>
internal sealed class ConsultWorker(IEventHub hub, LapseConsults consults, ILogger<ConsultWorker> logger) : DeskWorker(hub, logger)
{
    protected override bool Concerns(Conversation? before, Conversation after) => WasResolved(before, after);

    protected override Task OnChangedAsync(Conversation? before, Conversation after) => consults.CloseAsync(after.Id, CancellationToken.None);
}
