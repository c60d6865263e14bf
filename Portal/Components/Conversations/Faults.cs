namespace Portal.Components.Conversations;

/// <summary>A short code that the person reads out and the log finds the fault by.</summary>
internal static class Faults
{
    public static string Code() => Convert.ToHexString(Guid.CreateVersion7().ToByteArray(), 10, 3);
}
