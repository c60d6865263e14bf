using System.Text;

namespace Portal.E2E.Conversations.Faults;

/// <summary>What an attacker may say to a circuit's socket, after a correct handshake unless it says otherwise.</summary>
internal static class HostileFrames
{
    public static readonly byte[] Handshake = Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e");

    /// <summary>First words that are no handshake.</summary>
    public static IReadOnlyDictionary<string, byte[]> Greetings { get; } = new Dictionary<string, byte[]>
    {
        ["random bytes"] = Noise(1, 60_000),
        ["a handshake without an end"] = Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\"" + new string(' ', 20_000)),
        ["half a handshake"] = Encoding.UTF8.GetBytes("{\"protocol\":\u001e"),
        ["an unknown protocol"] = Encoding.UTF8.GetBytes("{\"protocol\":\"telepathy\",\"version\":1}\u001e"),
        ["deeply nested JSON"] = Encoding.UTF8.GetBytes(new string('[', 20_000) + "\u001e"),
    };

    /// <summary>Text where bytes are due.</summary>
    public static IReadOnlyDictionary<string, byte[]> Texts { get; } = new Dictionary<string, byte[]>
    {
        ["a sentence"] = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("hello, I speak no MessagePack. ", 20))),
        ["a control character"] = Encoding.UTF8.GetBytes("\u0001\u007f\u0000"),
    };

    /// <summary>Frames that no WebSocket may send.</summary>
    public static IReadOnlyDictionary<string, byte[]> AgainstTheRules { get; } = new Dictionary<string, byte[]>
    {
        ["an unmasked frame"] = [0x82, 0x05, 1, 2, 3, 4, 5],
        ["reserved bits"] = [0xF2, 0x85, 0, 0, 0, 0, 1, 2, 3, 4, 5],
        ["a length of nine exabytes"] = [0x82, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 1, 2, 3],
        ["a negative length"] = [0x82, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 1, 2, 3],
        ["a ping above its limit"] = [0x89, 0xFE, 0x01, 0x00, 0, 0, 0, 0],
        ["a continuation of nothing"] = [0x80, 0x80, 0, 0, 0, 0],
        ["an unknown kind of frame"] = [0x8B, 0x80, 0, 0, 0, 0],
    };

    /// <summary>Messages that break the protocol: the connection has to end.</summary>
    public static IReadOnlyDictionary<string, byte[]> Broken { get; } = new Dictionary<string, byte[]>
    {
        ["a length without an end"] = [.. Enumerable.Repeat((byte)0xFF, 64)],
        ["arrays in arrays"] = Framed(Enumerable.Repeat((byte)0x91, 30_000)),
        ["maps in maps"] = Framed(Enumerable.Repeat((byte)0x81, 30_000)),
        ["an array of four thousand million"] = Framed([0xDD, 0xFF, 0xFF, 0xFF, 0xFF]),
        ["a map of four thousand million headers"] = Framed([0x96, 0x01, 0xDF, 0xFF, 0xFF, 0xFF, 0xFF]),
        ["nothing"] = Framed([0xC0]),
        ["random bytes"] = Framed(Noise(2, 20_000)),
        ["a message above the limit"] = Framed([.. Call("OnRenderCompleted", 2), 0x01, 0xDB, 0x00, 0x10, 0x00, 0x00, .. new byte[1 << 20]]),
    };

    /// <summary>
    /// Beginnings of something longer, calls that are refused with an answer, and kinds that the protocol keeps for later: the
    /// connection may go on, as long as it costs nothing but itself.
    /// </summary>
    public static IReadOnlyDictionary<string, byte[]> Tolerated { get; } = new Dictionary<string, byte[]>
    {
        ["a length of two gigabytes"] = [0xFF, 0xFF, 0xFF, 0xFF, 0x07, 1, 2, 3],
        ["arrays in arrays as an argument"] = Framed([.. Call("StartCircuit", 4), .. Enumerable.Repeat((byte)0x91, 30_000)]),
        ["an argument of four gigabytes"] = Framed([.. Call("StartCircuit", 4), 0xDB, 0xFF, 0xFF, 0xFF, 0xFF, 0x61]),
        ["a kind that does not exist"] = Framed([0x92, 0x63, 0x80]),
        ["random bytes, another time"] = Framed(Noise(3, 500)),
        ["a reconnect to somebody else's circuit"] = Framed([.. Call("ConnectCircuit", 1), .. Word(new string('A', 100)), 0x90]),
        ["a method that does not exist"] = Framed([.. Call("DropTables", 0), 0x90]),
        ["arguments of other kinds"] = Framed([.. Call("OnRenderCompleted", 2), 0xC3, 0x01, 0x90]),
        ["the JSON protocol"] = Encoding.UTF8.GetBytes("{\"type\":1,\"target\":\"StartCircuit\",\"arguments\":[]}\u001e"),
    };

    /// <summary>Well-formed calls that nobody may make before there is a circuit.</summary>
    public static IReadOnlyDictionary<string, byte[]> Misplaced { get; } = new Dictionary<string, byte[]>
    {
        ["an event before there is a circuit"] = Framed([.. Call("BeginInvokeDotNetFromJS", 5), 0xA1, 0x31, 0xC0, .. Word("DispatchEventAsync"), 0x01, .. Word("[]"), 0x90]),
        ["a render answer before there is a circuit"] = Framed([.. Call("OnRenderCompleted", 2), 0x7F, 0xC0, 0x90]),
        ["a start without an address"] = Framed([.. Call("StartCircuit", 4), 0xC0, 0xC0, 0xC0, 0xC0, 0x90]),
        ["a start with components of its own making"] = Framed([.. Call("StartCircuit", 4), .. Word("http://127.0.0.1/"), .. Word("http://127.0.0.1/"), .. Word("[{\"type\":\"server\",\"sequence\":0,\"descriptor\":\"AAAA\"}]"), .. Word("AAAA"), 0x90]),
    };

    /// <summary>The beginning of an invocation, up to its arguments.</summary>
    private static byte[] Call(string method, byte arguments) => [0x96, 0x01, 0x80, 0xA1, 0x37, .. Word(method), (byte)(0x90 | arguments)];

    private static byte[] Word(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length < 32 ? [(byte)(0xA0 | bytes.Length), .. bytes] : [0xD9, (byte)bytes.Length, .. bytes];
    }

    private static byte[] Framed(IEnumerable<byte> body)
    {
        var bytes = body.ToArray();
        var prefix = new List<byte>();
        for (var rest = bytes.Length; ; rest >>= 7)
        {
            prefix.Add((byte)(rest > 127 ? rest | 128 : rest));
            if (rest <= 127) return [.. prefix, .. bytes];
        }
    }

    private static byte[] Noise(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
