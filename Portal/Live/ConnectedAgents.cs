using System.Collections.Concurrent;
using Portal.Domain.Shared;

namespace Portal.Live;

/// <summary>Members of staff with a connected circuit on this node.</summary>
public sealed class ConnectedAgents
{
    private readonly ConcurrentDictionary<string, UserId> circuits = new();

    /// <summary>Who has done something since the last time it was asked.</summary>
    private readonly ConcurrentDictionary<UserId, bool> acted = new();

    /// <summary>Told whenever somebody comes, so that they need not wait for the next heartbeat.</summary>
    public event Action<UserId>? Arrived;

    public IReadOnlyCollection<UserId> Users => [.. circuits.Values.Distinct()];

    public void Add(string circuit, UserId user)
    {
        circuits[circuit] = user;
        Arrived?.Invoke(user);
    }

    /// <summary>The person behind a circuit did something: pressed, typed or chose.</summary>
    public void Acted(string circuit)
    {
        if (circuits.TryGetValue(circuit, out var user)) acted.TryAdd(user, true);
    }

    public IReadOnlyCollection<UserId> TakeActed()
    {
        var users = acted.Keys.ToList();
        foreach (var user in users) acted.TryRemove(user, out _);
        return users;
    }

    public void Remove(string circuit) => circuits.TryRemove(circuit, out _);
}
