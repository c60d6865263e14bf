using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Demo;

/// <summary>One simulated customer's open page: who they are, how far they are, and what they have heard.</summary>
public sealed class SimulatedVisit(ChatSession session, TrafficScript script) : IDisposable
{
    private readonly Lock gate = new();
    private IDisposable? subscription;
    private string? answer;
    private bool resolved, missed;
    private long heard;

    public ChatSession Session { get; private set; } = session;

    public TrafficScript Script { get; set; } = script;

    /// <summary>Chosen before the first message, as a page does.</summary>
    public ConversationId Conversation { get; } = ConversationId.New();

    /// <summary>The number of the customer's own last message.</summary>
    public long Spoke { get; private set; }

    public long Read { get; set; }

    public void Listen(IEventHub hub) => subscription ??= hub.Subscribe(Topic.Customer(Conversation), fact =>
    {
        if (fact is EntryPosted posted) Heard(posted.Entry);
        else if (fact is Lagged) Miss();
        return ValueTask.CompletedTask;
    });

    public void Began(Conversation? conversation) => Session = Session with { Current = conversation };

    public void Wrote(TimelineEntry entry)
    {
        lock (gate)
        {
            Spoke = entry.Sequence;
            answer = null;
        }
    }

    public void Heard(TimelineEntry entry)
    {
        lock (gate)
        {
            if (entry.Sequence <= Spoke) return;
            heard = Math.Max(heard, entry.Sequence);
            if (entry.Event is TimelineEvent.Resolved) resolved = true;
            else if (entry.Event is TimelineEvent.Reopened) resolved = false;
            else if (entry.Kind is not EntryKind.Event && entry.AuthorRole is not (Role.Customer or Role.System)) answer = entry.Text ?? "";
        }
    }

    /// <returns>Whether the store has to be read again; asked once.</returns>
    public bool HasMissed()
    {
        lock (gate)
        {
            var was = missed;
            missed = false;
            return was;
        }
    }

    public (TrafficNews News, long Last) News()
    {
        lock (gate) return (new(answer, resolved), heard);
    }

    public void Dispose() => subscription?.Dispose();

    private void Miss()
    {
        lock (gate) missed = true;
    }
}
