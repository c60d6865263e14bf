using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Shared;

namespace Portal.Domain.Demo;

/// <summary>
/// What a customer's page calls, in the same order: it opens the chat, says who writes, writes, reads and acknowledges. There is no
/// other way from here into a conversation.
/// </summary>
public sealed class PlayCustomer(
    OpenChat open, DescribeCustomer describe, WriteAsCustomer write, ReadTimeline timeline, AnnounceTyping typing, AdvanceReceipts receipts, IEventHub hub)
{
    /// <summary>Somebody opens the chat and has written nothing yet.</summary>
    public async Task<SimulatedVisit> OpenAsync(Inbox inbox, string name, TrafficScript script, CancellationToken ct)
    {
        var session = await open.ExecuteAsync(inbox, null, ct);
        var actor = session.Actor with { IsSimulated = true };
        var profile = await describe.ExecuteAsync(actor, name, null, script.Dialogue.Language, ct);
        return new(session with { Actor = actor with { Name = profile.DisplayName }, Profile = profile, Page = script.Dialogue.Page }, script);
    }

    /// <returns>False when nothing can be written there any more.</returns>
    public async Task<bool> SayAsync(SimulatedVisit visit, string text, CancellationToken ct)
    {
        // First listen, then write: an answer in between is heard.
        visit.Listen(hub);
        if (await write.ExecuteAsync(visit.Session, visit.Conversation, Guid.CreateVersion7(), text, visit.Script.Dialogue.Language, ct) is not PostOutcome.Sent sent) return false;
        visit.Wrote(sent.Entry);
        if (visit.Session.Current is null) visit.Began(await timeline.FindAsync(visit.Session.Actor, visit.Conversation, ct));
        return true;
    }

    public void Type(SimulatedVisit visit)
    {
        if (visit.Session.Current is { } current) typing.Execute(visit.Session.Actor, current, true);
    }

    /// <summary>What has been heard since the last word, from the store where events were missed; it counts as read.</summary>
    public async Task<TrafficNews> HearAsync(SimulatedVisit visit, CancellationToken ct)
    {
        if (visit.Session.Current is null) return TrafficNews.None;
        if (visit.HasMissed())
        {
            foreach (var entry in await timeline.AfterAsync(visit.Session.Actor, visit.Conversation, visit.Spoke, ct)) visit.Heard(entry);
        }

        var (news, last) = visit.News();
        if (last > visit.Read)
        {
            receipts.Execute(visit.Session.Actor, visit.Conversation, last, last);
            visit.Read = last;
        }

        return news;
    }
}
