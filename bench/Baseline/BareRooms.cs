using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Portal.Bench.Load;
using Portal.Bench.Messages;

namespace Portal.Bench.Baseline;

internal sealed record BareMessage(End From, string Text);

/// <summary>All conversations of a bare server, and the log that makes their messages durable.</summary>
internal sealed class BareRooms(string directory) : IAsyncDisposable
{
    private readonly BareLoop log = new(directory, batched: true) { Gathers = true };
    private readonly ConcurrentDictionary<Guid, BareRoom> rooms = new();

    public BareRoom Of(Guid conversation) => rooms.GetOrAdd(conversation, id => new(id, log));

    public ValueTask DisposeAsync() => log.DisposeAsync();
}

/// <summary>One conversation: what is committed goes to both ends in the order of the commits.</summary>
internal sealed class BareRoom
{
    private readonly Guid id;
    private readonly BareLoop log;
    private readonly Channel<BareMessage> committed = Channel.CreateUnbounded<BareMessage>(new() { SingleReader = true });
    private ImmutableArray<Func<BareMessage, Task>> listeners = [];

    public BareRoom(Guid id, BareLoop log)
    {
        (this.id, this.log) = (id, log);
        _ = DeliverAsync();
    }

    /// <returns>When the message is durable.</returns>
    public Task PostAsync(BareMessage message) => log.WriteAsync(id, message.Text, () => committed.Writer.TryWrite(message));

    /// <summary>Until it is disposed, the listener gets each message after the one before has been taken. A listener that throws is dropped.</summary>
    public IDisposable Listen(Func<BareMessage, Task> listener)
    {
        ImmutableInterlocked.Update(ref listeners, all => all.Add(listener));
        return new Leaving(() => Drop(listener));
    }

    private void Drop(Func<BareMessage, Task> listener) => ImmutableInterlocked.Update(ref listeners, all => all.Remove(listener));

    private async Task DeliverAsync()
    {
        await foreach (var message in committed.Reader.ReadAllAsync())
        {
            foreach (var listener in listeners)
            {
                try
                {
                    await listener(message);
                }
                catch (Exception)
                {
                    // The end has gone away; its own connection tells why.
                    Drop(listener);
                }
            }
        }
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
