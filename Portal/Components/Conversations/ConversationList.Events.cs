using Microsoft.Extensions.Logging;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

/// <summary>What happens elsewhere, and what of it changes this list.</summary>
public sealed partial class ConversationList
{
    /// <returns>Whether anything of it is to be seen in this list.</returns>
    private async Task<bool> ApplyAsync(IReadOnlyList<IEvent> facts)
    {
        if (!loaded)
        {
            // The read that is under way may or may not have seen it; afterwards it is harmless.
            early.AddRange(facts);
            return false;
        }

        if (facts.Any(f => f is Lagged or ConversationsRemoved))
        {
            await ReloadAsync();
            return true;
        }

        var touched = new HashSet<ConversationId>();
        var calls = new List<(AttentionKind Kind, ConversationId Id)>();
        foreach (var fact in facts) Note(fact, touched, calls);
        await RereadAsync(touched);
        var seen = await DrawAsync();
        foreach (var (kind, id) in calls)
        {
            if (OnAttention is not null && mine.GetValueOrDefault(id) is { } row) await OnAttention(new(kind, id, SimulatedMark.Text(row.Conversation.IsSimulated, L) + row.CustomerName, row.Conversation.Preview));
        }

        return seen;
    }

    private void Note(IEvent fact, HashSet<ConversationId> touched, List<(AttentionKind, ConversationId)> calls)
    {
        switch (fact)
        {
            case ConversationChanged change:
                var c = change.After;
                // At once, and counted anew a little later: a fact that the last count had already seen would count twice.
                if (ListRules.Moves(change))
                {
                    counts = ListRules.Count(counts, change.Before, c, Actor.User);
                    recountAt ??= Clock.GetUtcNow() + Recount;
                }

                if ((inbox.Contains(c.Id) || mine.ContainsKey(c.Id) || IsShown(c)) && !touched.Contains(c.Id) && !Follow(c.Id, row => ListRules.After(row, change))) touched.Add(c.Id);
                // It has arrived at the person whose it is, whichever conversation they are in.
                if (ListRules.IsMine(c, Actor.User)) Receipts.Execute(Actor, c.Id, c.LastSequence, 0);
                if (change.After.PreviewRole is Role.Customer && c.LastPublicSequence > (change.Before?.LastPublicSequence ?? 0)) typing.Remove(c.Id);
                if (AttentionRules.Of(change, Actor.User) is { } kind) calls.Add((kind, c.Id));
                break;
            case ReceiptsAdvanced receipt when receipt.Reader == Actor.Id:
                // Somebody is reading while more is written: by the next look at the clock they have mostly read that too.
                if (Follow(receipt.Conversation, row => ListRules.After(row, receipt))) behind.Remove(receipt.Conversation);
                else if (behind.Add(receipt.Conversation)) rereadAt ??= Clock.GetUtcNow() + Recount;
                break;
            case CustomerChanged changed:
                foreach (var row in inbox.Rows.Where(r => r.Conversation.CustomerId == changed.Customer.Id)) touched.Add(row.Conversation.Id);
                break;
            case SomebodyTyping { Side: Side.Customer } hint when inbox.Contains(hint.Conversation):
                if (hint.Typing) typing[hint.Conversation] = Clock.GetUtcNow() + Options.Value.TypingTimeout;
                else typing.Remove(hint.Conversation);
                break;
        }
    }

    private bool IsShown(Conversation c) => ListRules.Shows(inbox.Filter, c) || ListRules.IsMine(c, Actor.User);

    /// <summary>
    /// Everybody's changes come here, and most of them are somebody else's. While the order is held, rows stand in the list that it
    /// does not show any more.
    /// </summary>
    private bool Concerns(IEvent fact) => fact switch
    {
        ConversationChanged change => inbox.IsHeld || ListRules.Moves(change) || IsShown(change.After) || (change.Before is { } before && IsShown(before)),
        _ => true,
    };

    /// <summary>What a message changes is told by the event itself; the store is asked only for what is not.</summary>
    private bool Follow(ConversationId id, Func<ConversationRow, ConversationRow?> after)
    {
        if ((inbox.Find(id) ?? mine.GetValueOrDefault(id)) is not { } known || after(known) is not { } next) return false;
        if (ReferenceEquals(next, known)) return true;
        inbox.Put(id, next);
        if (mine.ContainsKey(id)) mine[id] = next;
        return true;
    }

    private async Task RereadAsync(IReadOnlyCollection<ConversationId> touched)
    {
        if (touched.Count == 0) return;
        behind.ExceptWith(touched);
        if (touched.Count > MostReread)
        {
            // Somebody looks at a list in which everything moves: one read of the list a little later instead of one for each row.
            reloadAt ??= Clock.GetUtcNow() + TimeSpan.FromSeconds(1);
            return;
        }

        await turn.WaitAsync(Gone);
        try
        {
            foreach (var id in touched)
            {
                var row = await Lists.FindAsync(Actor, id, Gone);
                inbox.Put(id, row);
                if (row is not null && ListRules.IsMine(row.Conversation, Actor.User)) mine[id] = row;
                else mine.Remove(id);
            }
        }
        catch (Exception fault) when (!Gone.IsCancellationRequested)
        {
            // The rows are behind, not wrong: the next event or the safety read brings them up to date.
            Logger.LogError(fault, "Rows of the list could not be read again");
            readAt = DateTimeOffset.MinValue;
        }
        finally
        {
            turn.Release();
        }
    }
}
