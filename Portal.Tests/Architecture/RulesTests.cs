using System.Reflection;
using System.Text.RegularExpressions;
using Portal.Tests.Shared;

namespace Portal.Tests.Architecture;

/// <summary>Rules decide from facts alone, so that every one of them is tested at memory speed and can be replayed.</summary>
public sealed partial class RulesTests
{
    private static IEnumerable<Type> Rules => House.TypesOf(House.Domain)
        .Where(type => type.Name.EndsWith("Rules", StringComparison.Ordinal) && !type.IsNested);

    [Fact]
    public void EveryRulesClass_IsStatic() =>
        Rules.Where(type => !(type.IsAbstract && type.IsSealed))
            .Select(type => type.FullName!)
            .ShouldBeEmpty("Rules are static classes:");

    [Fact]
    public void EveryRulesClass_Methods_TakeNoClockNoStoreNoLogger()
    {
        var impure =
            from type in Rules
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)
            from used in method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)
            where IsImpure(used)
            select $"{type.Name}.{method.Name} uses {used.Name}";

        impure.ShouldBeEmpty("Time is a parameter; rules load, wait and log nothing:");
    }

    [Fact]
    public void EveryRulesFile_Code_AsksNeitherClockNorChance() =>
        Repository.Files("Portal.Domain", "Rules.cs")
            .Where(file => Ambient().IsMatch(file.Code))
            .Select(file => file.Path)
            .ShouldBeEmpty("Rules get time and ids as parameters:");

    [Fact]
    public void EveryProductFile_Code_TakesTimeFromTheTimeProvider() =>
        House.ProductFiles(".cs", ".razor")
            .Where(file => WallClock().IsMatch(file.Code))
            .Select(file => file.Path)
            .ShouldBeEmpty("Time comes from TimeProvider, so that tests own it:");

    private static bool IsImpure(Type type) =>
        typeof(TimeProvider).IsAssignableFrom(type)
        || typeof(Task).IsAssignableFrom(type)
        || type.Name.StartsWith("ValueTask", StringComparison.Ordinal)
        || type.Name.StartsWith("ILogger", StringComparison.Ordinal)
        || (type.IsInterface && type.Name.EndsWith("Store", StringComparison.Ordinal));

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|\bGuid\.(NewGuid|CreateVersion7)\b|\bRandom\b|\bTimeProvider\b|\bStopwatch\b|\basync\b")]
    private static partial Regex Ambient();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b")]
    private static partial Regex WallClock();
}
