using System.Reflection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Data;
using Portal.Data.Accounts;
using Portal.Domain.Accounts;
using Portal.Domain.Shared;

namespace Portal.Tests.Shared.SqlServer;

/// <summary>
/// Calls every public asynchronous method of a class that opens contexts, with made-up arguments and answers, and collects
/// what it would have sent to SQL Server.
/// </summary>
internal sealed class StoreDriver(Type store)
{
    private readonly Dictionary<string, RecordedCommand> commands = [];
    private readonly List<string> failures = [];

    /// <summary>Distinct by text.</summary>
    public IReadOnlyCollection<RecordedCommand> Commands => commands.Values;

    /// <summary>Methods that never ran to a command, with what stopped them.</summary>
    public IReadOnlyList<string> Failures => failures;

    public static IEnumerable<MethodInfo> MethodsOf(Type store) => store
        .GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        .Where(method => !method.IsSpecialName && method.Name is not ("DisposeAsync" or "Dispose"))
        .Where(method => typeof(Task).IsAssignableFrom(method.ReturnType) || method.ReturnType.Name.StartsWith("ValueTask", StringComparison.Ordinal));

    public async Task RunAsync()
    {
        foreach (var method in MethodsOf(store)) await DriveAsync(method);
    }

    private async Task DriveAsync(MethodInfo method)
    {
        var driven = false;
        var stopped = new HashSet<string>();
        foreach (var answers in MadeUpAnswers.All)
        {
            for (var variant = 0; variant < MadeUpArguments.Variants; variant++)
            {
                var contexts = new RecordingContexts(answers);
                var error = await CallAsync(method, variant, contexts);
                foreach (var command in contexts.Commands) commands.TryAdd(command.Text, command);
                if (contexts.Commands.Count > 0 && error is null or DbUpdateException) driven = true;
                else stopped.Add(error is null ? "it sent no command" : $"{error.GetType().Name}: {error.Message}");
            }
        }

        if (!driven) failures.Add($"{store.Name}.{method.Name}: {string.Join(Environment.NewLine + "  ", stopped)}");
    }

    private async Task<Exception?> CallAsync(MethodInfo method, int variant, RecordingContexts contexts)
    {
        try
        {
            await using var services = Services(contexts);
            var instance = ActivatorUtilities.CreateInstance(services, store);
            var answer = method.Invoke(instance, new MadeUpArguments(variant).For(method));
            await (answer as Task ?? (Task)answer!.GetType().GetMethod("AsTask")!.Invoke(answer, null)!);
            return null;
        }
        catch (TargetInvocationException error)
        {
            return error.InnerException;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    public static ServiceProvider Services(RecordingContexts contexts)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IEventHub, RecordingHub>();
        services.AddSingleton<IDataProtectionProvider, PlainProtection>();
        services.AddPortalData(new DatabaseOptions { Provider = DatabaseProvider.SqlServer, ConnectionString = "Server=nowhere" });
        services.AddOptions<AccountsOptions>();
        services.AddPortalIdentity();
        services.Replace(ServiceDescriptor.Singleton<IDbContextFactory<PortalDbContext>>(contexts));
        return services.BuildServiceProvider();
    }

    /// <summary>Made-up answers were never encrypted.</summary>
    private sealed class PlainProtection : IDataProtectionProvider, IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => this;

        public byte[] Protect(byte[] plaintext) => plaintext;

        public byte[] Unprotect(byte[] protectedData) => protectedData;
    }
}
