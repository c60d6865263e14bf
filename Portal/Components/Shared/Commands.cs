using System.Collections.Immutable;

namespace Portal.Components.Shared;

/// <summary>Something to do from the palette. <paramref name="Keys"/> are shown as the keys that do the same.</summary>
public sealed record Command(string Name, string Glyph, Func<Task> Run, string? Keys = null);

public sealed record CommandGroup(string Name, IReadOnlyList<Command> Commands);

/// <summary>What the palette offers beyond the places: each page adds its own while it is shown. One circuit's own.</summary>
public sealed class Commands
{
    private readonly Lock gate = new();
    private ImmutableList<CommandGroup> offered = [];
    private ImmutableList<Func<string, CancellationToken, Task<CommandGroup?>>> searches = [];

    /// <summary>The latest offer first: what concerns the thing at hand stands above the rest.</summary>
    public IReadOnlyList<CommandGroup> Offered => offered;

    /// <summary>Offers the commands until the result is disposed.</summary>
    public IDisposable Offer(string name, params IReadOnlyList<Command> commands)
    {
        var group = new CommandGroup(name, commands);
        lock (gate) offered = offered.Insert(0, group);
        return new Withdrawal(this, group);
    }

    /// <summary>Who finds more by what was typed, such as conversations by their customer's name.</summary>
    public IReadOnlyList<Func<string, CancellationToken, Task<CommandGroup?>>> Searches => searches;

    /// <summary>Asks <paramref name="find"/> for each query that is longer than a letter, until the result is disposed.</summary>
    public IDisposable Search(Func<string, CancellationToken, Task<CommandGroup?>> find)
    {
        lock (gate) searches = searches.Add(find);
        return new EndOfSearch(this, find);
    }

    private sealed class EndOfSearch(Commands owner, Func<string, CancellationToken, Task<CommandGroup?>> find) : IDisposable
    {
        public void Dispose()
        {
            lock (owner.gate) owner.searches = owner.searches.Remove(find);
        }
    }

    private sealed class Withdrawal(Commands owner, CommandGroup group) : IDisposable
    {
        public void Dispose()
        {
            lock (owner.gate) owner.offered = owner.offered.Remove(group);
        }
    }
}
