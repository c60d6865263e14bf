using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>
/// Posts a customer's message into the conversation that <paramref name="id"/> names, which begins with it if it does not exist yet.
/// The id is chosen before the first attempt, so a repeated start meets its own conversation. Whoever had the customer last is
/// asked first, in whichever inbox that was.
/// </summary>
public sealed class StartConversation(IConversationLog log, IConversationStore store, IOptions<ConversationOptions> options, TimeProvider clock, ArrivalHold? hold = null)
{
    private const int LongestPage = 300;

    /// <param name="page">The path of the page on which the customer writes, as the site tells it.</param>
    /// <param name="needs">Skills that the inbox asks for.</param>
    /// <param name="channel">The inbox's kind.</param>
    public async Task<PostOutcome> ExecuteAsync(Actor customer, ConversationId id, InboxId inbox, QueueId queue, NewMessage message, CancellationToken ct, string? page = null, ImmutableArray<SkillNeed> needs = default, ChannelKind channel = ChannelKind.Chat) =>
        await ConversationMeters.CountPost(async () => await PostAsync(customer, await NewOneAsync(customer, id, inbox, queue, page, needs, channel, ct), message, ct));

    private async Task<PostOutcome> PostAsync(Actor customer, Conversation begun, NewMessage message, CancellationToken ct)
    {
        using var span = Spans.Start("start conversation", begun.Id);
        if (message.Kind is not EntryKind.Text || customer.Role is not Role.Customer) return new PostOutcome.Refused(Refusal.NotYours);
        var draft = PostMessage.DraftOf(customer, message, null);
        var longest = options.Value.LongestText;
        var request = new LogRequest(begun.Id, (c, at) => ConversationRules.Post(c, draft, longest, at))
        {
            Message = draft,
            Start = begun,
        };
        var result = await log.WriteAsync(request, ct);
        if (result is LogResult.Written { Before: null, After.HeldUntil: not null }) hold?.Tell(begun.Id);
        return span.Ended(PostMessage.OutcomeOf(result, draft));
    }

    /// <summary>Begins a conversation before its first message, for a customer who sends a file first. Repeating it changes nothing.</summary>
    public async Task<ChangeOutcome> BeginAsync(Actor customer, ConversationId id, InboxId inbox, QueueId queue, CancellationToken ct, string? page = null, ImmutableArray<SkillNeed> needs = default, ChannelKind channel = ChannelKind.Chat) =>
        customer.Role is Role.Customer
            ? await ChangeOutcome.Of(log, id, (c, _) => ConversationRules.Begin(c, customer), await NewOneAsync(customer, id, inbox, queue, page, needs, channel, ct), ct)
            : new ChangeOutcome.Refused(Refusal.NotYours);

    private async Task<Conversation> NewOneAsync(Actor customer, ConversationId id, InboxId inbox, QueueId queue, string? page, ImmutableArray<SkillNeed> needs, ChannelKind channel, CancellationToken ct)
    {
        var known = customer.Role is Role.Customer ? await store.FindLastAgentAsync(customer.Customer, ct) : null;
        var now = clock.GetUtcNow();
        return new()
        {
            Id = id, InboxId = inbox, Channel = channel, CustomerId = customer.Customer, QueueId = queue, CreatedAt = now, QueuedAt = now, LastEntryAt = now,
            Page = page is { Length: > 0 } ? TextRules.OneLine(page, LongestPage) : null, HeldUntil = now + hold?.Longest,
            Needs = needs.IsDefault ? [] : needs, SimulatedAt = customer.IsSimulated ? now : null, PreferredAgentId = known,
        };
    }
}
