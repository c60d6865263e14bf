using Portal.Api;
using Portal.Hosting;
using Portal.Jobs;
using Portal.Live;
using Portal.Nodes;

Threads.Provide();
var builder = WebApplication.CreateBuilder(args);
builder.AddPortalCore();
builder.AddPortalNodes();
builder.AddPortalLive();
builder.AddPortalJobs();
builder.AddPortalAccounts();
builder.AddPortalSecurity();
builder.AddPortalLimits();
builder.AddPortalHealth();
builder.AddPortalTelemetry();
builder.AddPortalEmbed();
builder.AddPortalUserInterface();

var app = builder.Build();
app.CheckRuntime();
if (!await app.PrepareDatabaseAsync(args)) return;
await app.WelcomeAsync();

app.UseNodeEntrance();
app.UsePortalSecurity();
app.UsePortalAccounts();
app.MapPortalHealth();
app.MapPortalTelemetry();
app.MapPortalAccounts();
app.MapAttachments();
app.MapPortalEmbed();
app.MapPortalEmbedPages();
app.MapPortalJobs();
app.MapPortalUserInterface();
await app.RunAsync();

/// <summary>Named for the test host.</summary>
public partial class Program;
