using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.JSInterop;

namespace Portal.Hosting;

/// <summary>
/// Which types the JSON of JavaScript interop knows. The framework gives each circuit options of its own, and a value written
/// as an object makes them look at every base type and interface that it has, in case one declares polymorphism: for a number,
/// thirty interfaces of <c>System.Numerics</c>, some hundred types in all, read by reflection and kept for as long as the circuit;
/// for a map, seven interfaces and the pair that they are made of. What Portal sends declares none, so that these are said to be
/// unknown, which ends the look.
/// </summary>
public sealed class InteropTypes : IJsonTypeInfoResolver
{
    /// <summary>Holds nothing of a circuit: one for all.</summary>
    public static readonly InteropTypes Shared = new();

    private static readonly FrozenSet<Type> Declared = [typeof(IReadOnlyList<>), typeof(IReadOnlyDictionary<,>)];

    private readonly DefaultJsonTypeInfoResolver known = new();

    private InteropTypes()
    {
    }

    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => IsOnlyAncestor(type) ? null : known.GetTypeInfo(type, options);

    /// <summary>
    /// Nothing is ever declared to be of such a type, neither what is sent nor what is received. Lists and maps that can only be read
    /// may be, and the framework's own interfaces are what its calls answer.
    /// </summary>
    private static bool IsOnlyAncestor(Type type) =>
        type == typeof(ValueType) || type == typeof(Enum)
        || (type.IsInterface && type.Assembly == typeof(IComparable).Assembly && !(type.IsGenericType && Declared.Contains(type.GetGenericTypeDefinition())));

    /// <summary>Lets every circuit's runtime use these, whichever class the framework has registered for it.</summary>
    /// <exception cref="InvalidOperationException">The framework registers no runtime by its class: this has to be thought over.</exception>
    public static void Use(IServiceCollection services)
    {
        // The last one is the one that is used: the one before is for pages without a circuit.
        var registered = services.Last(s => s.ServiceType == typeof(IJSRuntime));
        var runtime = registered.ImplementationType ?? throw new InvalidOperationException($"{nameof(IJSRuntime)} is not registered by its class");
        var make = ActivatorUtilities.CreateFactory(runtime, []);
        services.Add(ServiceDescriptor.Describe(typeof(IJSRuntime), provider =>
        {
            var made = make(provider, null);
            // Before anything is written: options that are in use cannot be changed any more.
            if (made is JSRuntime circuits) OptionsOf(circuits).TypeInfoResolver = Shared;
            return made;
        }, registered.Lifetime));
    }

    /// <summary>The options of one circuit, which the framework shows to its own classes only.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    public static extern JsonSerializerOptions OptionsOf(JSRuntime runtime);
}
