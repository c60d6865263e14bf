namespace Portal.Domain.Accounts;

public sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Seeds an empty database with a demo organisation and lets visitors in as its people. Never in production.</summary>
    public bool Enabled { get; init; }
}
