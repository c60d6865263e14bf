namespace Portal.Bench.Circuits;

public enum HubMessageKind { Invocation = 1, Completion = 3, Ping = 6, Close = 7 }

/// <summary>One message of the hub protocol, as far as circuits use it.</summary>
/// <param name="Id">Of a completion: the invocation that it answers. Null otherwise.</param>
/// <param name="Target">The method that the server calls; null otherwise.</param>
/// <param name="Arguments">Strings, <see cref="long"/>s, <see cref="bool"/>s, byte arrays and nulls.</param>
/// <param name="Result">Of a completion with a value.</param>
/// <param name="Error">Of a failed completion, or why the server closes.</param>
public sealed record HubMessage(HubMessageKind Kind, string? Id, string? Target, IReadOnlyList<object?> Arguments, object? Result, string? Error)
{
    internal static HubMessage Ping { get; } = new(HubMessageKind.Ping, null, null, [], null, null);

    public string? Text(int argument) => Arguments[argument] as string;

    public long Number(int argument) => (long)Arguments[argument]!;

    public bool Flag(int argument) => (bool)Arguments[argument]!;

    public byte[] Bytes(int argument) => (byte[])Arguments[argument]!;
}
