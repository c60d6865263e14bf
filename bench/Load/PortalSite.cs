using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Portal.Bench.Shared;
using Portal.Data;
using Portal.Data.Accounts;

namespace Portal.Bench.Load;

/// <summary>What nodes of Portal share in a measurement: a database of their own, a folder, and their settings. Both are gone afterwards.</summary>
internal sealed class PortalSite : IAsyncDisposable
{
    /// <summary>Of each node; a server's hundred connections have to do for all of them and for the driver.</summary>
    private const int NodeConnections = 30;

    private readonly string directory;
    private readonly ScratchDatabase? database;

    private PortalSite(string directory, ScratchDatabase? database, Place place, PortalOptions options)
    {
        (this.directory, this.database, Place) = (directory, database, place);
        var home = Path.GetDirectoryName(options.Assembly)!;
        Home = Directory.Exists(Path.Combine(home, "wwwroot")) ? home : Environment.CurrentDirectory;
        Settings = SettingsOf(options);
    }

    /// <summary>The driver's own way to the database.</summary>
    public Place Place { get; }

    /// <summary>The folder in which a server starts: beside its assembly where that was published.</summary>
    public string Home { get; }

    /// <summary>Configuration of each node.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    public static async Task<PortalSite> OpenAsync(PortalOptions options)
    {
        var directory = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        ScratchDatabase? database = null;
        try
        {
            if (options.Postgres is { } server) database = await ScratchDatabase.CreateAsync(server, "portal_bench");
            return new(directory, database, await Place.OpenAsync(Place.At(directory, database?.ConnectionString), Share), options);
        }
        catch
        {
            if (database is not null) await database.DisposeAsync();
            Directory.Delete(directory, recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Place.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private Dictionary<string, string> SettingsOf(PortalOptions options)
    {
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Data:Directory"] = directory, ["Logging:LogLevel:Default"] = "Warning",
            ["Limits:Circuits"] = "100000", ["Limits:CircuitsPerAddress"] = "100000",
        };
        if (database is not null)
        {
            var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString);
            if (!connection.ShouldSerialize("Maximum Pool Size")) connection.MaxPoolSize = NodeConnections;
            (settings["Database:Provider"], settings["ConnectionStrings:Portal"]) = ("PostgreSql", connection.ConnectionString);
        }

        if (options.Redis is { } redis)
        {
            // The prefix keeps this run's nodes from hearing anybody else's.
            (settings["ConnectionStrings:Redis"], settings["Nodes:Prefix"], settings["Metrics:Enabled"]) = (redis, Path.GetFileName(directory), "true");
        }

        foreach (var (key, value) in options.Settings) settings[key] = value;
        return settings;
    }

    /// <summary>The inbox's secret is sealed: with the keys that the server will read.</summary>
    private static void Share(IServiceCollection services)
    {
        services.RemoveAll<IDataProtectionProvider>();
        services.AddDataProtection().SetApplicationName("Portal").PersistKeysToDbContext<PortalDbContext>();
        services.AddPortalIdentity();
    }
}
