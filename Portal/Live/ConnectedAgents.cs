using System.Collections.Concurrent;
using Portal.Domain.Shared;

namespace Portal.Live;

/// <summary>Members of staff with a connected circuit on this node.</summary>
public sealed class ConnectedAgents
{
    private readonly ConcurrentDictionary<string, UserId> circuits = new();

    /// <summary>Told whenever somebody comes, so that they need not wait for the next heartbeat.</summary>
    public event Action<UserId>? Arrived;

    public IReadOnlyCollection<UserId> Users => [.. circuits.Values.Distinct()];

    public void Add(string circuit, UserId user)
    {
        circuits[circuit] = user;
        Arrived?.Invoke(user);
    }

    public void Remove(string circuit) => circuits.TryRemove(circuit, out _);
}
