using System.ComponentModel.DataAnnotations;

namespace Portal.Domain.Demo;

public sealed class TrafficOptions
{
    /// <summary>The demo's own section: simulated customers exist only where there is a demo.</summary>
    public const string Section = "Demo";

    public bool Enabled { get; init; }

    /// <summary>Simulated customers that come by themselves after a start; 0 for none.</summary>
    [Range(0, TrafficRules.MostCustomers)]
    public int Traffic { get; init; }

    /// <summary>How many times as fast as people usually do simulated customers read and write: for whoever has no time to watch.</summary>
    [Range(1, 100)]
    public double Haste { get; init; } = 1;
}
