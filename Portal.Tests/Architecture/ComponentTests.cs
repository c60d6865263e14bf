using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Portal.Tests.Shared;

namespace Portal.Tests.Architecture;

/// <summary>What a component may touch: operations, reads, the live feed. A hidden database is how pages rot.</summary>
public sealed partial class ComponentTests
{
    private static IEnumerable<SourceFile> Files => Repository.Files("Portal/Components", ".razor", ".cs");

    private static IEnumerable<Type> Components => House.TypesOf(House.Host)
        .Where(type => typeof(IComponent).IsAssignableFrom(type) && !type.IsAbstract);

    [Fact]
    public void EveryComponent_Code_NamesNoDatabaseConfigurationOrContainer() =>
        Files.SelectMany(file => Forbidden().Matches(file.Code).Select(match => $"{file} names {match.Value}"))
            .ShouldBeEmpty("Components talk to operations, reads and the live feed:");

    [Fact]
    public void EveryComponent_Injections_AreNoDatabaseConfigurationOrContainer()
    {
        var injected =
            from component in Components
            from property in component.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            where property.IsDefined(typeof(InjectAttribute)) && Forbidden().IsMatch(property.PropertyType.ToString())
            select $"{component.Name} injects {property.PropertyType.Name}";

        injected.ShouldBeEmpty("Components talk to operations, reads and the live feed:");
    }

    [Fact]
    public void Imports_InjectNothing() =>
        Repository.Files("Portal", "_Imports.razor")
            .Where(file => file.Code.Contains("@inject", StringComparison.Ordinal))
            .Select(file => file.Path)
            .ShouldBeEmpty("An @inject in _Imports.razor reaches every component:");

    [Fact]
    public void EveryComponent_ThatSubscribes_IsDisposable()
    {
        var subscribing = Files.Where(file => Subscribes().IsMatch(file.Code))
            .Select(file => file.Name.Split('.')[0]).ToHashSet();
        Components.Where(type => subscribing.Contains(type.Name.Split('`')[0]))
            .Where(type => !typeof(IDisposable).IsAssignableFrom(type) && !typeof(IAsyncDisposable).IsAssignableFrom(type))
            .Select(type => type.FullName!)
            .ShouldBeEmpty("Derive from LiveComponent, or dispose of the subscription:");
    }

    /// <summary>Each drawing goes over the circuit and is answered, even when nothing in it has changed.</summary>
    [Fact]
    public void EveryComponent_ThatHearsOfEverybody_SaysWhatConcernsIt() =>
        Files.Where(file => file.Name is not "LiveComponent.cs")
            .SelectMany(file => HearsEverybody().Matches(file.Code).Where(match => !match.Value.Contains("Concerns", StringComparison.Ordinal) && !Asks().IsMatch(match.Value)).Select(match => $"{file}: {match.Value.Split('\n')[0]}"))
            .ShouldBeEmpty("Pass what concerns the component, so that what does not is dropped before it is drawn:");

    [Fact]
    public void EveryPage_SaysWhoMayOpenIt() =>
        Components.Where(type => type.IsDefined(typeof(RouteAttribute), inherit: true))
            .Where(type => !type.IsDefined(typeof(AuthorizeAttribute), inherit: true)
                && !type.IsDefined(typeof(AllowAnonymousAttribute), inherit: true))
            .Select(type => type.FullName!)
            .ShouldBeEmpty("Every page carries [Authorize] or [AllowAnonymous]:");

    [Fact]
    public void HttpContext_OnACircuit_IsNeverUsed()
    {
        var documents = Files.Where(file => file.Text.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)).Select(file => file.Name.Split('.')[0]).ToHashSet();
        var users =
            from component in Components
            from property in component.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            where property.PropertyType == typeof(HttpContext) || property.PropertyType == typeof(IHttpContextAccessor)
            where !component.IsDefined(typeof(ExcludeFromInteractiveRoutingAttribute)) && !documents.Contains(component.Name)
            select $"{component.Name}.{property.Name}";

        users.ShouldBeEmpty("A circuit has no request; only pages with [ExcludeFromInteractiveRouting] may use HttpContext:");
    }

    [Fact]
    public void RawMarkup_IsMadeInOnePlace()
    {
        var makers = House.ProductFiles(".cs", ".razor").Where(file => MakesMarkup().IsMatch(file.Code)).Select(file => file.Path).ToList();

        Assert.True(makers.Count <= 1, $"Only the sanitiser makes MarkupString:{Environment.NewLine}{string.Join(Environment.NewLine, makers)}");
    }

    [Fact]
    public void EveryComponent_InlineCode_StaysShort() =>
        Files.Where(file => file.Path.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => InlineCode().Match(file.Text) is { Success: true } code && code.Value.AsSpan().Count('\n') > 60)
            .Select(file => file.Path)
            .ShouldBeEmpty("Move code of more than about 40 lines to a .razor.cs file:");

    [GeneratedRegex(@"\b\w*DbContext\w*\b|\bIDbContextFactory\b|\bIConfiguration(Root|Section)?\b|\bIServiceProvider\b|\bIServiceScopeFactory\b")]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"\.Subscribe\w*\(")]
    private static partial Regex Subscribes();

    [GeneratedRegex(@"new\s+MarkupString\b|\(MarkupString\)|:\s*MarkupString\b.*new\(")]
    private static partial Regex MakesMarkup();

    [GeneratedRegex(@"@code\s*\{.*\}", RegexOptions.Singleline)]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"Listen(InBursts)?\(Topic\.(Desk|User).*?;\r?$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex HearsEverybody();

    /// <summary>The last argument is a question about one event.</summary>
    [GeneratedRegex(@", (fact => fact is [^;]*|Concerns|Moves|ChangesLoad)\);\r?$", RegexOptions.Singleline)]
    private static partial Regex Asks();
}
