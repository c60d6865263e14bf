using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Data;
using Portal.Data.Conversations;
using Portal.Data.Nodes;
using Portal.Domain.Shared;
using Portal.Nodes;

namespace Portal.E2E.Nodes;

/// <summary>What the relay of one node is made of, without the rest of the node: several of them fit into one test.</summary>
internal sealed class RelayNode : IAsyncDisposable
{
    /// <summary>Beats twice as often as a real one, and counts others as lost and reads again twice as soon: so tests wait half as long.</summary>
    private const double Pace = 0.5;

    private readonly ServiceProvider services;

    private RelayNode(ServiceProvider services) => this.services = services;

    public IEventHub Hub => services.GetRequiredService<IEventHub>();

    public RelayPeers Peers => services.GetRequiredService<RelayPeers>();

    public NodeMembers Members => services.GetRequiredService<NodeMembers>();

    public RelayMeters Meters => services.GetRequiredService<RelayMeters>();

    /// <summary>Hears all others, and nobody here has to read anything again.</summary>
    public bool IsAtRest => services.GetRequiredService<CatchUp>().IsAtRest;

    /// <param name="nodes">The database that the nodes share.</param>
    public static async Task<RelayNode> StartAsync(string redis, string folder, INodeStore nodes, string prefix = "portal")
    {
        var collection = new ServiceCollection();
        collection.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        collection.AddSingleton(TimeProvider.System).AddSingleton<EventHub>();
        collection.AddSingleton(new DatabaseOptions { Directory = folder }).AddSingleton<AttachmentFolder>();
        collection.AddSingleton(Microsoft.Extensions.Options.Options.Create(Hurried(prefix)));
        collection.AddSingleton(nodes).AddMetrics();
        collection.AddRelay(redis);
        var node = new RelayNode(collection.BuildServiceProvider());
        foreach (var part in node.services.GetServices<IHostedService>()) await part.StartAsync(CancellationToken.None);
        return node;
    }

    /// <summary>Hears a topic from now on.</summary>
    public Heard Listen(Topic topic)
    {
        var heard = new Heard();
        Hub.Subscribe(topic, fact =>
        {
            heard.Add(fact);
            return ValueTask.CompletedTask;
        });
        return heard;
    }

    private static NodesOptions Hurried(string prefix)
    {
        var usual = new NodesOptions();
        return new()
        {
            Prefix = prefix, Beat = usual.Beat * Pace, SilentAfter = usual.SilentAfter * Pace, DatabaseBeat = usual.DatabaseBeat * Pace, DeadAfter = usual.DeadAfter * Pace, CatchUpEvery = usual.CatchUpEvery * Pace,
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in services.GetServices<IHostedService>().Reverse()) await part.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
    }

    internal sealed class Heard
    {
        private readonly ConcurrentQueue<IEvent> facts = new();

        public IReadOnlyList<IEvent> Facts => [.. facts];

        public IReadOnlyList<IEvent> Told => [.. facts.Where(f => f is not Portal.Domain.Shared.Lagged)];

        public int Lagged => facts.Count(f => f is Portal.Domain.Shared.Lagged);

        public void Add(IEvent fact) => facts.Enqueue(fact);
    }
}
