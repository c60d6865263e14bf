using System.Globalization;
using System.Text;

namespace Portal.E2E.Shared;

/// <summary>
/// nginx in front of some nodes, with the very configuration of <c>deploy/nginx/portal.conf</c>: only names and ports differ.
/// Beside the common address it has one for each node, which leads elsewhere only while that node does not answer, so that
/// a test can say who sits where.
/// </summary>
public sealed class NginxProxy : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-nginx-").FullName;
    private ChildProcess? process;

    private NginxProxy(IReadOnlyList<Uri> nodes)
    {
        Nodes = nodes;
        Preferring = [.. nodes.Select(_ => Loopback(ChildProcess.FreePort()))];
    }

    public IReadOnlyList<Uri> Nodes { get; }

    public Uri Address { get; } = Loopback(ChildProcess.FreePort());

    /// <summary>One address for each node.</summary>
    public IReadOnlyList<Uri> Preferring { get; }

    /// <summary>Starts it; skips the calling test where nginx is not installed.</summary>
    public static async Task<NginxProxy> StartAsync(IReadOnlyList<Uri> nodes)
    {
        Require();
        var proxy = new NginxProxy(nodes);
        await proxy.RestartAsync();
        return proxy;
    }

    public static void Require() => Assert.SkipWhen(ChildProcess.Find("nginx") is null, "No nginx found: install nginx.");

    /// <summary>Starts it again on the same ports; open sockets of before are gone.</summary>
    public async Task RestartAsync()
    {
        if (process is not null) await process.DisposeAsync();
        var path = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(path, Configuration());
        process = await ChildProcess.StartListeningAsync(Address.Port, ChildProcess.Find("nginx")!, "-p", folder, "-c", path, "-e", "stderr");
    }

    public Task StopAsync() => process?.StopAsync() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string Configuration()
    {
        var text = new StringBuilder($$"""
            # One process, so that ending it by its id ends all of it.
            daemon off;
            master_process off;
            worker_processes 1;
            pid {{folder}}/nginx.pid;
            error_log stderr warn;
            events { worker_connections 4096; }
            http {
                access_log off;
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;

            """);
        text.AppendLine(Site("portal", Address, Nodes.Select(n => $"server {n.Authority} max_fails=1 fail_timeout=5s;"), hashed: true));
        for (var i = 0; i < Nodes.Count; i++)
        {
            var mine = i;
            var servers = Nodes.Select((n, j) => $"server {n.Authority} max_fails=1 fail_timeout=5s{(j == mine ? "" : " backup")};");
            text.AppendLine(Site($"portal_{i}", Preferring[i], servers, hashed: false));
        }

        return text.AppendLine("}").ToString();
    }

    private static string Site(string name, Uri address, IEnumerable<string> servers, bool hashed)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "deploy", "nginx", "portal.conf"));
        var site = new StringBuilder();
        foreach (var line in lines)
        {
            var text = line.Trim();
            if (text.StartsWith("server portal-1:", StringComparison.Ordinal)) site.AppendJoin(Environment.NewLine, servers).AppendLine();
            else if (text.StartsWith("server portal-", StringComparison.Ordinal) || (!hashed && text.StartsWith("hash ", StringComparison.Ordinal))) continue;
            else if (text == "listen 80;") site.AppendLine(CultureInfo.InvariantCulture, $"listen {address.Authority};");
            else site.AppendLine(line.Replace("upstream portal ", $"upstream {name} ", StringComparison.Ordinal)
                .Replace("http://portal;", $"http://{name};", StringComparison.Ordinal)
                .Replace("$portal_connection", $"${name}_connection", StringComparison.Ordinal));
        }

        return site.ToString();
    }

    private static Uri Loopback(int port) => new($"http://127.0.0.1:{port}");
}
