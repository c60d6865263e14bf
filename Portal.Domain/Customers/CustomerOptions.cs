using System.ComponentModel.DataAnnotations;

namespace Portal.Domain.Customers;

/// <summary>How the house tells what a customer is worth to it from what its site tells about them.</summary>
public sealed class CustomerOptions
{
    public const string Section = "Customers";

    /// <summary>The attribute that says it, whatever its case: a number, or a word of <see cref="ValueOfWords"/>.</summary>
    [StringLength(60)]
    public string ValueAttribute { get; init; } = "value";

    /// <summary>The number from which on a customer is of full value.</summary>
    [Range(0.000001, 1e15)]
    public double FullValue { get; init; } = 1_000;

    /// <summary>What words are worth, from 0 to 1, such as the names of plans.</summary>
    public IDictionary<string, double> ValueOfWords { get; init; } = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
}
