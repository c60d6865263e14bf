namespace Portal.E2E.Shared;

/// <summary>The sign-ins of the demo organisation.</summary>
public static class DemoPeople
{
    public const string Agent = "agent@demo.example";
    public const string SecondAgent = "agent2@demo.example";
    public const string Supervisor = "supervisor@demo.example";
    public const string Admin = "admin@demo.example";
    public const string Password = "Portal-Demo-1";
}
