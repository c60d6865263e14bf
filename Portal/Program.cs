using Portal.Api;
using Portal.Components.Accounts;
using Portal.Hosting;
using Portal.Jobs;
using Portal.Live;

var builder = WebApplication.CreateBuilder(args);
builder.AddPortalCore();
builder.AddPortalLive();
builder.AddPortalJobs();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddAuthentication("cookie").AddCookie("cookie");
Policies.Configure(builder.Services.AddAuthorizationBuilder());

var app = builder.Build();
if (!await app.PrepareDatabaseAsync(args)) return;

app.UseAuthentication();
app.UseAuthorization();
app.MapStaticAssets().AllowAnonymous();
app.MapAttachments();
app.MapPortalJobs();
await app.RunAsync();

/// <summary>Named for the test host.</summary>
public partial class Program;
