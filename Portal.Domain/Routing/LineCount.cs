namespace Portal.Domain.Routing;

/// <summary>How a queue's line stands.</summary>
/// <param name="Since">Since when the one waits who came first.</param>
public sealed record LineCount(int Waiting, DateTimeOffset Since);
