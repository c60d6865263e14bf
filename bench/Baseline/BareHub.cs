using Microsoft.AspNetCore.SignalR;
using Portal.Bench.Load;

namespace Portal.Bench.Baseline;

/// <summary>One connection is one end of one conversation.</summary>
internal sealed class BareHub(BareRooms rooms, IHubContext<BareHub> outside) : Hub
{
    public void Join(Guid conversation, End end)
    {
        var client = outside.Clients.Client(Context.ConnectionId);
        var room = rooms.Of(conversation);
        Context.Items["seat"] = new Seat(room, end, room.Listen(message => client.SendAsync("heard", message.From, message.Text)));
    }

    /// <returns>When the message is durable.</returns>
    public Task Send(string text)
    {
        var seat = Taken ?? throw new HubException("Join first.");
        return seat.Room.PostAsync(new(seat.End, text));
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        Taken?.Ear.Dispose();
        return base.OnDisconnectedAsync(exception);
    }

    private Seat? Taken => Context.Items.TryGetValue("seat", out var seat) ? (Seat?)seat : null;

    private sealed record Seat(BareRoom Room, End End, IDisposable Ear);
}
