using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Data;
using Portal.Data.Accounts;
using Portal.Data.Conversations;
using Portal.Domain.Accounts;
using Portal.Domain.Shared;
using Portal.Tests.Shared;
using Portal.Tests.Shared.SqlServer;

namespace Portal.Tests.Architecture;

/// <summary>What SQL Server would say about the schema and about everything that the stores send, found out without one.</summary>
public sealed partial class SqlServerTests
{
    /// <summary>Classes that open contexts and are not driven here, and why.</summary>
    private static readonly Dictionary<string, string> NotDriven = new()
    {
        ["DatabaseSchema"] = "EF's own migration commands",
        ["OneTimeCodes"] = "driven below, through Identity",
    };

    public static TheoryData<Type> Stores => [.. DrivenStores()];

    [Fact]
    public void Schema_OnSqlServer_IsNotRefused() => SqlServerRefusals.In(RelationalModel()).ShouldBeEmpty("SQL Server would refuse:");

    [Fact]
    public void Schema_CreateScript_Binds() => Check([]).ShouldBeEmpty("The create script does not bind:");

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task EveryStore_EveryMethod_SendsWhatSqlServerBinds(Type store)
    {
        var driver = new StoreDriver(store);

        await driver.RunAsync();

        driver.Failures.ShouldBeEmpty("These methods could not be driven; teach MadeUpArguments or MadeUpAnswers:");
        Assert.NotEmpty(driver.Commands);
        Check(driver.Commands).ShouldBeEmpty("SQL Server would refuse:");
    }

    [Fact]
    public void ConversationLog_EveryStatement_Binds()
    {
        var types = RelationalModel().Tables.SelectMany(table => table.Columns).DistinctBy(column => column.Name)
            .ToDictionary(column => column.Name, column => column.StoreType);
        types["Now"] = "bigint";
        types["Enabled"] = "bit";
        types["Percent"] = "int";
        var commands = new LogSql(DatabaseProvider.SqlServer).All
            .Select(text => new RecordedCommand(text, [.. Parameters(text).Select(name => new RecordedParameter("@" + name, types[name]))]))
            .ToList();

        Assert.NotEmpty(commands);
        Check(commands).ShouldBeEmpty("SQL Server would refuse:");
    }

    [Fact]
    public async Task EveryStore_ColumnRenamedBehindItsBack_IsFound()
    {
        var driver = new StoreDriver(DrivenStores().First(store => store.Name == "ConversationStore"));
        await driver.RunAsync();
        var wrong = CreateScript().Replace("[LastEntryAt]", "[LastEntry]", StringComparison.Ordinal);

        Assert.Contains(new TSqlBinder(wrong).Check(driver.Commands), fault => fault.Contains("LastEntryAt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryStore_TableRenamedBehindItsBack_IsFound()
    {
        var driver = new StoreDriver(DrivenStores().First(store => store.Name == "RoutingStore"));
        await driver.RunAsync();
        var wrong = CreateScript().Replace("[QueueMembers]", "[Members]", StringComparison.Ordinal);

        Assert.Contains(new TSqlBinder(wrong).Check(driver.Commands), fault => fault.Contains("QueueMembers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OneTimeCodes_RightCode_SendsWhatSqlServerBinds()
    {
        const string key = "AAAAAAAAAAAAAAAA";
        var contexts = new RecordingContexts(new MadeUpAnswers(Rows: 1, Affected: 1, Text: key));
        await using var services = StoreDriver.Services(contexts);
        var users = services.GetRequiredService<UserManager<PortalUser>>();
        var code = TotpRules.CodeAt(services.GetRequiredService<TimeProvider>().GetUtcNow(), new byte[10]);

        Assert.True(await users.VerifyTwoFactorTokenAsync(new PortalUser { Id = MadeUpArguments.Id }, TokenOptions.DefaultAuthenticatorProvider, code));
        Check(contexts.Commands).ShouldBeEmpty("SQL Server would refuse:");
    }

    [Fact]
    public void EveryClass_ThatOpensContexts_IsCheckedHere()
    {
        var checkedHere = DrivenStores().Select(type => type.Name).Concat(NotDriven.Keys).ToHashSet();
        WithContexts().Select(type => type.Name).Where(name => !checkedHere.Contains(name))
            .ShouldBeEmpty("Bind what these send, too:");
    }

    private static IEnumerable<Type> DrivenStores() => WithContexts().Where(type => !NotDriven.ContainsKey(type.Name) && StoreDriver.MethodsOf(type).Any());

    private static IEnumerable<Type> WithContexts() =>
        from assembly in new[] { House.Data, House.Host }
        from type in House.TypesOf(assembly)
        where type is { IsClass: true, IsAbstract: false }
        where type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => typeof(IDbContextFactory<PortalDbContext>) == parameter.ParameterType))
        orderby type.FullName
        select type;

    private static IReadOnlyList<string> Check(IReadOnlyCollection<RecordedCommand> commands) => new TSqlBinder(CreateScript()).Check(commands);

    private static string CreateScript()
    {
        using var context = new RecordingContexts(MadeUpAnswers.All[0]).CreateDbContext();
        return context.Database.GenerateCreateScript();
    }

    private static IRelationalModel RelationalModel()
    {
        using var context = new RecordingContexts(MadeUpAnswers.All[0]).CreateDbContext();
        return context.GetService<IDesignTimeModel>().Model.GetRelationalModel();
    }

    private static IEnumerable<string> Parameters(string text) => Parameter().Matches(text).Select(match => match.Groups[1].Value).Distinct();

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Parameter();
}
