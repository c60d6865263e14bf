using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using Portal.Hosting;

namespace Portal.Tests.Shared;

public sealed class InteropTypesTests
{
    private sealed record Sent(string Name, int? Number, IReadOnlyList<double> Values, IReadOnlyDictionary<string, Guid> Ids, DayOfWeek Day);

    /// <summary>What is written as an object goes by its own type: the framework sends everything so.</summary>
    [Fact]
    public void Serialize_WhatPagesSend_IsWrittenAsWithoutThem()
    {
        object?[] values =
        [
            1, 2L, 0.5, true, "text", Guid.Empty, DateTimeOffset.UnixEpoch, null, new { user = Guid.Empty, words = new Dictionary<string, string> { ["a"] = "b" } },
            new Sent("x", 3, [1, 2], new Dictionary<string, Guid> { ["k"] = Guid.Empty }, DayOfWeek.Friday), new[] { 1, 2 }, new List<object> { 1, "two" },
            new Dictionary<string, List<string>> { ["names"] = ["one"] },
        ];

        var plain = JsonSerializer.Serialize(values, Options(new DefaultJsonTypeInfoResolver()));

        Assert.Equal(plain, JsonSerializer.Serialize(values, Options(InteropTypes.Shared)));
    }

    [Fact]
    public void Deserialize_WhatPagesReceive_IsReadAsWithoutThem()
    {
        const string json = """{"name":"x","number":null,"values":[1,2.5],"ids":{"k":"00000000-0000-0000-0000-000000000001"},"day":5}""";

        var read = JsonSerializer.Deserialize<Sent>(json, Options(InteropTypes.Shared))!;

        Assert.Equal(("x", null, DayOfWeek.Friday), (read.Name, read.Number, read.Day));
        Assert.Equal([1, 2.5], read.Values);
        Assert.Equal(new Guid(1.ToString("D32", null)), read.Ids["k"]);
    }

    [Fact]
    public void Serialize_ANumberATextAndAMap_RemembersNoneOfTheirInterfaces()
    {
        var options = Options(InteropTypes.Shared);

        JsonSerializer.Serialize<object[]>([1, "text", new Dictionary<string, string[]>()], options);

        Assert.False(options.TryGetTypeInfo(typeof(IComparable<int>), out _));
        Assert.False(options.TryGetTypeInfo(typeof(ValueType), out _));
        Assert.False(options.TryGetTypeInfo(typeof(IEnumerable<char>), out _));
        Assert.False(options.TryGetTypeInfo(typeof(ICollection<KeyValuePair<string, string[]>>), out _));
        Assert.True(options.TryGetTypeInfo(typeof(IReadOnlyList<int>), out _));
        // What calls of the framework answer, declared as such.
        Assert.True(options.TryGetTypeInfo(typeof(IJSObjectReference), out _));
    }

    /// <summary>The class of the framework, whose circuits insist on it, with the options that every circuit shares.</summary>
    [Fact]
    public async Task Host_RuntimeOfACircuit_UsesThem()
    {
        await using var host = new PortalHost();
        using var scope = host.Services.CreateScope();

        var runtime = scope.ServiceProvider.GetRequiredService<IJSRuntime>();

        Assert.Equal("Microsoft.AspNetCore.Components.Server.Circuits.RemoteJSRuntime", runtime.GetType().FullName);
        Assert.Same(InteropTypes.Shared, InteropTypes.OptionsOf((JSRuntime)runtime).TypeInfoResolver);
    }

    private static JsonSerializerOptions Options(IJsonTypeInfoResolver types) => new(JsonSerializerDefaults.Web) { TypeInfoResolver = types };
}
