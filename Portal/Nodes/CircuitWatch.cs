using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace Portal.Nodes;

/// <summary>Knows which circuits are there. One that comes while the node is leaving is sent on.</summary>
internal sealed class CircuitWatch(OpenCircuits circuits, NodeState node, IJSRuntime browser, IOptions<NodesOptions> options) : CircuitHandler
{
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken ct)
    {
        circuits.Add(circuit.Id, browser);
        if (node.IsLeaving) _ = circuits.SendAwayAsync(circuit.Id, browser, options.Value.LeaveWithin);
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken ct)
    {
        circuits.Remove(circuit.Id);
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken ct)
    {
        circuits.Remove(circuit.Id);
        return Task.CompletedTask;
    }
}
