using System.Diagnostics;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Portal.Bench.Circuits;
using Portal.Bench.Load;

namespace Portal.Bench.Baseline;

/// <summary>The framework's own client over a WebSocket.</summary>
internal sealed class HubEnd : IBareEnd
{
    private readonly HubConnection connection;

    private HubEnd(HubConnection connection) => this.connection = connection;

    public static async Task<HubEnd> OpenAsync(Uri server, Guid conversation, End end, ILoadEar ear, CancellationToken ct)
    {
        var connection = new HubConnectionBuilder().WithUrl(new Uri(Loopback.Checked(server), "hub"), o => (o.SkipNegotiation, o.Transports) = (true, HttpTransportType.WebSockets)).Build();
        connection.On<End, string>("heard", (from, text) => ear.Hear(end, from, text, Stopwatch.GetTimestamp()));
        try
        {
            await connection.StartAsync(ct);
            await connection.InvokeAsync("Join", conversation, end, ct);
            return new(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public Task SendAsync(string text, CancellationToken ct) => connection.InvokeAsync("Send", text, ct);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
