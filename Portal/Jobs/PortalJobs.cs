using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.SqlServer;
using Portal.Components.Accounts;
using Portal.Data;

namespace Portal.Jobs;

/// <summary>Hangfire on the storage of the chosen database. Due times live in our own tables, so losing a job loses nothing.</summary>
public static class PortalJobs
{
    public static WebApplicationBuilder AddPortalJobs(this WebApplicationBuilder builder)
    {
        builder.Services.AddHangfire((services, hangfire) =>
        {
            var database = services.GetRequiredService<DatabaseOptions>();
            hangfire.SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
            _ = database.Provider switch
            {
                DatabaseProvider.SqlServer => (object)hangfire.UseSqlServerStorage(database.ConnectionString, new SqlServerStorageOptions()),
                DatabaseProvider.PostgreSql => hangfire.UsePostgreSqlStorage(o => o.UseNpgsqlConnection(database.ConnectionString)),
                // One process beside an embedded database: its jobs are all repeated ones, made anew at every start.
                DatabaseProvider.Sqlite => hangfire.UseInMemoryStorage(new InMemoryStorageOptions()),
                _ => throw new InvalidOperationException($"Unknown provider {database.Provider}"),
            };
        });
        builder.Services.AddHangfireServer(o =>
        {
            o.WorkerCount = 2;
            o.SchedulePollingInterval = TimeSpan.FromSeconds(5);
        });
        builder.Services.AddSingleton<SweepJob>().AddSingleton<UnsentFilesJob>();
        return builder;
    }

    public static WebApplication MapPortalJobs(this WebApplication app)
    {
        // Who may enter is decided by the site's own sign-in and policy. The dashboard's default filter trusts local addresses,
        // which behind a proxy on the same machine means everybody: it is switched off here.
        app.MapHangfireDashboard("/jobs", new DashboardOptions { Authorization = [], AsyncAuthorization = [], DashboardTitle = "Portal jobs", AppPath = "/admin" })
            .RequireAuthorization(Policies.Admin);
        var jobs = app.Services.GetRequiredService<IRecurringJobManager>();
        jobs.AddOrUpdate<SweepJob>("sweep", job => job.RunAsync(CancellationToken.None), Cron.Minutely());
        jobs.AddOrUpdate<UnsentFilesJob>("unsent-files", job => job.RunAsync(CancellationToken.None), Cron.Daily());
        return app;
    }
}
