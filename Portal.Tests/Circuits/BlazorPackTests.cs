using System.Buffers;
using MessagePack;
using Portal.Bench.Circuits;

namespace Portal.Tests.Circuits;

public sealed class BlazorPackTests
{
    [Fact]
    public void Invocation_Written_ReadsTheSame()
    {
        var bytes = BlazorPack.Invocation("h7", "StartCircuit", "http://127.0.0.1/", 300L, 5, true, null, new byte[] { 1, 2 });

        Assert.True(BlazorPack.TryRead(ref bytes, out var message));

        Assert.Equal((HubMessageKind.Invocation, "h7", "StartCircuit"), (message.Kind, message.Id, message.Target));
        Assert.Equal(["http://127.0.0.1/", 300L, 5L, true, null, new byte[] { 1, 2 }], message.Arguments);
        Assert.True(bytes.IsEmpty);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(120)]
    [InlineData(5_000)]
    [InlineData(70_000)]
    public void Message_CutAnywhere_WaitsForTheRest(int size)
    {
        var whole = BlazorPack.Invocation(null, "JS.RenderBatch", 1L, new byte[size]);
        var step = Math.Max(1, whole.Length / 50);

        for (var length = 0; length < whole.Length; length += step)
        {
            var part = whole[..length];
            Assert.False(BlazorPack.TryRead(ref part, out _));
            Assert.Equal(length, part.Length);
        }

        Assert.True(BlazorPack.TryRead(ref whole, out var message));
        Assert.Equal(size, message.Bytes(1).Length);
    }

    [Fact]
    public void Messages_InOneFrame_AreReadOneAfterTheOther()
    {
        ReadOnlyMemory<byte> input = (byte[])[.. BlazorPack.Ping.Span, .. BlazorPack.Invocation(null, "A").Span, .. BlazorPack.Invocation(null, "B").Span];

        var targets = new List<string?>();
        while (BlazorPack.TryRead(ref input, out var message)) targets.Add(message.Target);

        Assert.Equal([null, "A", "B"], targets);
    }

    [Fact]
    public void Completion_OfEachKind_SaysWhatBecameOfTheCall()
    {
        var result = Read(Completion("1", 3, (ref MessagePackWriter w) => w.Write("secret")));
        var nothing = Read(Completion("2", 2, (ref MessagePackWriter _) => { }));
        var error = Read(Completion("3", 1, (ref MessagePackWriter w) => w.Write("refused")));

        Assert.Equal(("1", "secret", null), (result.Id, result.Result, result.Error));
        Assert.Equal(("2", null, null), (nothing.Id, nothing.Result, nothing.Error));
        Assert.Equal(("3", null, "refused"), (error.Id, error.Result, error.Error));
    }

    [Theory]
    [InlineData(new byte[] { 3, 0xc1, 0xc1, 0xc1 })]
    [InlineData(new byte[] { 2, 0x91, 99 })]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff })]
    public void Garbage_IsRefused(byte[] bytes)
    {
        ReadOnlyMemory<byte> input = bytes;

        Assert.Throws<InvalidDataException>(() => BlazorPack.TryRead(ref input, out _));
    }

    private delegate void Write(ref MessagePackWriter writer);

    private static ReadOnlyMemory<byte> Completion(string id, int kind, Write value)
    {
        var body = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(body);
        writer.WriteArrayHeader(kind == 2 ? 4 : 5);
        writer.Write(3);
        writer.WriteMapHeader(0);
        writer.Write(id);
        writer.Write(kind);
        value(ref writer);
        writer.Flush();
        return BlazorPack.Frame(body.WrittenSpan);
    }

    private static HubMessage Read(ReadOnlyMemory<byte> input)
    {
        Assert.True(BlazorPack.TryRead(ref input, out var message));
        return message;
    }
}
