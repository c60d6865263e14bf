using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Portal.Components.Accounts;

namespace Portal.Live;

/// <summary>Notes which circuits of this node belong to members of staff, while their connection is up.</summary>
internal sealed class AgentCircuits(AuthenticationStateProvider authentication, ConnectedAgents agents) : CircuitHandler
{
    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken ct)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        if (StaffClaims.ActorOf(state.User) is { } actor) agents.Add(circuit.Id, actor.User);
    }

    /// <summary>What comes from the page comes from a person: the heartbeat of the connection is not among it.</summary>
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        agents.Acted(context.Circuit.Id);
        return next(context);
    };

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken ct)
    {
        agents.Remove(circuit.Id);
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken ct)
    {
        agents.Remove(circuit.Id);
        return Task.CompletedTask;
    }
}
