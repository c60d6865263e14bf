using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Hosting;
using Portal.Tests.Shared;

namespace Portal.Tests.Architecture;

public sealed class HostTests
{
    [Fact]
    public async Task Host_EverythingRegistered_CanBeMadeAndStarts()
    {
        await using var host = new PortalHost();

        using var answer = await host.CreateClient().GetAsync("/robots.txt", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>While some wait for the disk, others have to draw, on a machine with two processors as well.</summary>
    [Fact]
    public async Task Host_Started_HasThreadsForWhoeverWaitsForTheDisk()
    {
        await using var host = new PortalHost();

        await host.CreateClient().GetAsync("/robots.txt", TestContext.Current.CancellationToken);

        ThreadPool.GetMinThreads(out var workers, out _);
        Assert.InRange(workers, Threads.Fewest, int.MaxValue);
    }

    [Fact]
    public async Task Host_Settings_AreTheRepositorysOwn()
    {
        await using var host = new PortalHost();

        var configuration = (IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>();

        var file = Repository.PathOf("appsettings.json");
        Assert.Contains(
            configuration.Providers.OfType<Microsoft.Extensions.Configuration.Json.JsonConfigurationProvider>(),
            provider => provider.Source.FileProvider?.GetFileInfo(provider.Source.Path!).PhysicalPath == file);
    }
}
