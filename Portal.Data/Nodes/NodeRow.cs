namespace Portal.Data.Nodes;

/// <summary>
/// A node's sign of life in the database that all share. Nobody compares clocks: who looks remembers when it saw
/// <see cref="Beat"/> change.
/// </summary>
public sealed class NodeRow
{
    /// <summary>Made anew at every start of a process.</summary>
    public required Guid Id { get; init; }

    /// <summary>Grows with every beat.</summary>
    public long Beat { get; set; }

    /// <summary>Whether events of others reach it over Redis.</summary>
    public bool Hears { get; set; }

    /// <summary>The beat with which it last said what to read; 0 when it never had to.</summary>
    public long LastNews { get; set; }
}
