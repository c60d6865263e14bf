using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Hosting;
using Portal.Tests.Shared;

namespace Portal.Tests.Architecture;

public sealed partial class NameTests
{
    [Fact]
    public void EveryType_Name_SaysWhatItDoes() =>
        House.Product.SelectMany(House.TypesOf)
            .Where(type => Banned().IsMatch(type.Name.Split('`')[0]) || IsBagOfVerbs(type))
            .Select(type => type.FullName!)
            .ShouldBeEmpty("Manager, Helper, Utils, Common and Service name nothing; say what the class does:");

    [Fact]
    public void EveryInterface_HasTwoImplementationsOrIsAPort()
    {
        var needless =
            from assembly in House.Product
            from type in House.TypesOf(assembly)
            where type.IsInterface && !type.Name.EndsWith("Store", StringComparison.Ordinal)
            let implementations = House.Product.Append(typeof(NameTests).Assembly).SelectMany(House.TypesOf)
                .Where(other => other.IsClass && !other.IsAbstract && type.IsAssignableFrom(other)).ToList()
            where implementations.Count == 1 && implementations[0].Assembly == assembly
            select $"{type.FullName} is implemented by {implementations[0].Name} only";

        needless.ShouldBeEmpty("Use the class itself; interfaces are for ports, outside systems and what tests fake:");
    }

    [Fact]
    public void EveryClass_WithoutHeirs_IsSealed()
    {
        var types = House.Product.SelectMany(House.TypesOf).ToList();
        var bases = types.Select(type => Definition(type.BaseType)).OfType<Type>().ToHashSet();
        types.Where(type => type.IsClass && !type.IsAbstract && !type.IsSealed && !bases.Contains(type)
                && !typeof(IComponent).IsAssignableFrom(type) && type != typeof(Program) && type.Name != "_Imports")
            .Select(type => type.FullName!)
            .ShouldBeEmpty("Classes are sealed unless something inherits them:");
    }

    [Fact]
    public void EveryProductFile_Text_IsFinished() =>
        House.ProductFiles(".cs", ".razor", ".js", ".css")
            .Where(file => Unfinished().IsMatch(file.Text))
            .Select(file => file.Path)
            .ShouldBeEmpty("Finish it or leave it out:");

    [Fact]
    public void EveryProductFile_Catch_DoesSomething() =>
        House.ProductFiles(".cs", ".razor")
            .Where(file => SilentCatch().IsMatch(file.Text))
            .Select(file => file.Path)
            .ShouldBeEmpty("A catch without a word hides what went wrong; say at least why it may be ignored:");

    private static bool IsBagOfVerbs(Type type) =>
        type.Name.EndsWith("Service", StringComparison.Ordinal) && !typeof(IHostedService).IsAssignableFrom(type);

    private static Type? Definition(Type? type) => type is { IsGenericType: true } ? type.GetGenericTypeDefinition() : type;

    [GeneratedRegex(@"(Manager|Helpers?|Utils?|Utilities|Common)$|^(Common|Util)[A-Z]?")]
    private static partial Regex Banned();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*(when\s*\([^{]*\))?\s*\{\s*\}")]
    private static partial Regex SilentCatch();
}
