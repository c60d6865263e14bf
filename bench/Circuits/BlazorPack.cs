using System.Buffers;
using MessagePack;

namespace Portal.Bench.Circuits;

/// <summary>
/// The hub protocol that circuits speak: MessagePack arrays, each behind its length as a varint. Reads what a server
/// sends and writes what a browser sends.
/// </summary>
public static class BlazorPack
{
    private const int LongestPrefix = 5;

    /// <summary>The first words on the socket, which are JSON.</summary>
    public static ReadOnlyMemory<byte> Handshake { get; } = "{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray();

    public static ReadOnlyMemory<byte> Ping { get; } = new byte[] { 2, 0x91, 6 };

    /// <summary>A call of the server's hub. Without <paramref name="id"/> nobody waits for its completion.</summary>
    public static ReadOnlyMemory<byte> Invocation(string? id, string target, params ReadOnlySpan<object?> arguments)
    {
        var body = new ArrayBufferWriter<byte>(256);
        var writer = new MessagePackWriter(body);
        writer.WriteArrayHeader(6);
        writer.Write((int)HubMessageKind.Invocation);
        writer.WriteMapHeader(0);
        writer.Write(id);
        writer.Write(target);
        writer.WriteArrayHeader(arguments.Length);
        foreach (var argument in arguments) Write(ref writer, argument);
        writer.WriteArrayHeader(0);
        writer.Flush();
        return Frame(body.WrittenSpan);
    }

    /// <summary>Puts the length before a message.</summary>
    public static ReadOnlyMemory<byte> Frame(ReadOnlySpan<byte> body)
    {
        var framed = new byte[LongestPrefix + body.Length];
        var at = 0;
        var rest = (uint)body.Length;
        do
        {
            framed[at++] = (byte)(rest > 127 ? rest | 128 : rest);
            rest >>= 7;
        }
        while (rest > 0);
        body.CopyTo(framed.AsSpan(at));
        return framed.AsMemory(0, at + body.Length);
    }

    /// <summary>Takes one whole message off the front of <paramref name="input"/>; false when more bytes are needed.</summary>
    /// <exception cref="InvalidDataException">The bytes are no message of this protocol.</exception>
    public static bool TryRead(ref ReadOnlyMemory<byte> input, out HubMessage message)
    {
        message = HubMessage.Ping;
        if (!TryReadLength(input.Span, out var length, out var prefix) || input.Length - prefix < length) return false;
        var body = input.Slice(prefix, length);
        input = input[(prefix + length)..];
        try
        {
            message = Parse(body);
        }
        catch (Exception fault) when (fault is MessagePackSerializationException or EndOfStreamException or InvalidCastException)
        {
            throw new InvalidDataException("The server sent something that is no message of a circuit.", fault);
        }

        return true;
    }

    private static bool TryReadLength(ReadOnlySpan<byte> input, out int length, out int prefix)
    {
        (length, prefix) = (0, 0);
        while (prefix < input.Length)
        {
            if (prefix == LongestPrefix) throw new InvalidDataException("The length before a message has no end.");
            var part = input[prefix];
            length |= (part & 127) << (7 * prefix++);
            if (part < 128) return length >= 0 ? true : throw new InvalidDataException("The length before a message is too large.");
        }

        return false;
    }

    private static HubMessage Parse(ReadOnlyMemory<byte> body)
    {
        var reader = new MessagePackReader(body);
        var parts = reader.ReadArrayHeader();
        var kind = (HubMessageKind)reader.ReadInt32();
        switch (kind)
        {
            case HubMessageKind.Ping:
                return HubMessage.Ping;
            case HubMessageKind.Close:
                return new(kind, null, null, [], null, parts > 1 ? reader.ReadString() : null);
            case HubMessageKind.Invocation:
                reader.Skip();
                var id = reader.ReadString();
                var target = reader.ReadString();
                var arguments = new object?[reader.ReadArrayHeader()];
                for (var i = 0; i < arguments.Length; i++) arguments[i] = ReadValue(ref reader);
                return new(kind, id, target, arguments, null, null);
            case HubMessageKind.Completion:
                reader.Skip();
                var answered = reader.ReadString();
                return reader.ReadInt32() switch
                {
                    1 => new(kind, answered, null, [], null, reader.ReadString() ?? "The server gave no reason."),
                    3 => new(kind, answered, null, [], ReadValue(ref reader), null),
                    _ => new(kind, answered, null, [], null, null),
                };
            default:
                throw new InvalidDataException($"Circuits have no message of kind {(int)kind}.");
        }
    }

    private static object? ReadValue(ref MessagePackReader reader)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Nil:
                reader.ReadNil();
                return null;
            case MessagePackType.Boolean:
                return reader.ReadBoolean();
            case MessagePackType.Integer:
                return reader.ReadInt64();
            case MessagePackType.String:
                return reader.ReadString();
            case MessagePackType.Binary:
                return reader.ReadBytes() is { } bytes ? bytes.ToArray() : null;
            case MessagePackType.Float:
                return reader.ReadDouble();
            default:
                throw new InvalidDataException($"Circuits send no {reader.NextMessagePackType} as an argument.");
        }
    }

    private static void Write(ref MessagePackWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNil();
                break;
            case string text:
                writer.Write(text);
                break;
            case bool flag:
                writer.Write(flag);
                break;
            case int number:
                writer.Write(number);
                break;
            case long number:
                writer.Write(number);
                break;
            case byte[] bytes:
                writer.Write(bytes);
                break;
            default:
                throw new ArgumentException($"A circuit takes no {value.GetType().Name}.", nameof(value));
        }
    }
}
