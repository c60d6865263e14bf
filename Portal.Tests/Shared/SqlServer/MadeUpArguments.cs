using System.Collections.Immutable;
using System.Reflection;
using Portal.Domain.Shared;

namespace Portal.Tests.Shared.SqlServer;

/// <summary>
/// Makes values for any parameter of a store's methods. The <paramref name="variant"/> walks through enum members,
/// takes optional values away and changes the length of lists, so that the branches that build a query are all taken.
/// </summary>
public sealed class MadeUpArguments(int variant)
{
    public const int Variants = 6;

    public static readonly Guid Id = new("0198c0de-0000-7000-8000-000000000001");
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private const int Deepest = 8;

    public object?[] For(MethodBase method) => [.. method.GetParameters().Select(parameter => Make(parameter.ParameterType, 0, parameter.Name))];

    private object? Make(Type type, int depth, string? name = null)
    {
        if (depth > Deepest) throw new NotSupportedException($"{type} nests too deep.");
        if (Nullable.GetUnderlyingType(type) is { } inner) return variant % 2 == 0 ? Make(inner, depth) : null;
        if (type == typeof(CancellationToken)) return CancellationToken.None;
        if (type == typeof(string)) return Text(name ?? "");
        if (type == typeof(Guid)) return Id;
        if (type == typeof(DateTimeOffset)) return Now;
        if (type == typeof(DateOnly)) return DateOnly.FromDateTime(Now.Date);
        if (type == typeof(TimeOnly)) return new TimeOnly(9, 0);
        if (type == typeof(TimeSpan)) return TimeSpan.FromMinutes(1);
        if (type == typeof(bool)) return variant % 2 == 0;
        if (type.IsEnum) return EnumMember(type);
        if (type.IsPrimitive || type == typeof(decimal)) return Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture);
        if (type == typeof(byte[])) return new byte[] { 1 };
        if (type == typeof(Stream)) return new MemoryStream([1]);
        if (type == typeof(IReadOnlyDictionary<UserId, int>)) return new Dictionary<UserId, int> { [new(Id)] = 3 };
        if (ElementOf(type) is { } element) return List(type, element, depth);
        if (typeof(Delegate).IsAssignableFrom(type)) return null;
        if (type.IsAbstract && Heirs(type) is { Count: > 0 } heirs) return Make(heirs[variant % heirs.Count], depth + 1);
        return Construct(type, depth);
    }

    /// <summary>Whatever else a value must be, a password is unlike the rest of its account and an address looks like one.</summary>
    private static string Text(string name) => name switch
    {
        _ when name.Contains("mail", StringComparison.OrdinalIgnoreCase) => "somebody@text.example",
        _ when name.Contains("password", StringComparison.OrdinalIgnoreCase) => "correct horse battery",
        _ => "words",
    };

    private object EnumMember(Type type)
    {
        var members = Enum.GetValues(type);
        return members.GetValue(variant % members.Length)!;
    }

    private object List(Type type, Type element, int depth)
    {
        var items = Array.CreateInstance(element, variant % 3);
        for (var i = 0; i < items.Length; i++) items.SetValue(Make(element, depth + 1), i);
        if (type.IsArray) return items;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return typeof(MadeUpArguments).GetMethod(nameof(Immutable), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(element).Invoke(null, [items])!;
        return type.IsInterface && type.IsInstanceOfType(items)
            ? items
            : Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(element), items)!;
    }

    private static ImmutableArray<T> Immutable<T>(T[] items) => ImmutableArray.Create(items);

    private static Type? ElementOf(Type type)
    {
        if (type.IsArray) return type.GetElementType();
        if (!type.IsGenericType || type.GetGenericArguments().Length != 1) return null;
        return typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[0] : null;
    }

    private static List<Type> Heirs(Type type) =>
        [.. type.Assembly.GetTypes().Where(other => other.IsClass && !other.IsAbstract && type.IsAssignableFrom(other)).OrderBy(other => other.FullName, StringComparer.Ordinal)];

    private object Construct(Type type, int depth)
    {
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(candidate => candidate.GetParameters() is not [{ ParameterType: var only }] || only != type)
            .OrderByDescending(candidate => candidate.GetParameters().Length)
            .FirstOrDefault() ?? throw new NotSupportedException($"No way to make a {type}.");
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType, depth + 1, parameter.Name))]);
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
            if (property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && property.GetValue(made) is null)
                property.SetValue(made, Make(property.PropertyType, depth + 1, property.Name));
        return made;
    }
}
