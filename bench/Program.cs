using Portal.Bench.Baseline;
using Portal.Bench.Embed;
using Portal.Bench.Erlang;
using Portal.Bench.Growth;
using Portal.Bench.Load;
using Portal.Bench.Messages;
using Portal.Bench.Nodes;
using Portal.Bench.Routing;

namespace Portal.Bench;

/// <param name="What">In one line, for the list.</param>
/// <param name="Help">Its options, one a line.</param>
/// <param name="IsInternal">Started by other scenarios; not in the list.</param>
internal sealed record Scenario(string What, string Help, Func<string[], Task> RunAsync, bool IsInternal = false);

/// <summary>Each scenario measures in one run, prints a table, and ends with one line of JSON.</summary>
internal static class Program
{
    private static readonly SortedDictionary<string, Scenario> Scenarios = new(StringComparer.Ordinal)
    {
        ["messages"] = new("Durable messages per second through PostMessage, beside bare loops on the same disk; feed delay; allocations.", MessagesScenario.Help, MessagesScenario.RunAsync),
        ["routing"] = new("One routing decision; draining a long line; many routers on one database.", RoutingScenario.Help, RoutingScenario.RunAsync),
        ["seed"] = new("Fills an empty database with a realistic history, quickly.", SeedScenario.Help, SeedScenario.RunAsync),
        ["growth"] = new("Lists, opening, posting and the board on a small and on a large history, and what the growth costs.", GrowthScenario.Help, GrowthScenario.RunAsync),
        ["pingpong"] = new("Conversations that answer as fast as they can, through real circuits.", PingPongScenario.Help, PingPongScenario.RunAsync),
        ["chats"] = new("Many open customer chats: how fast they open, what each costs, and how quickly conversations go on beside them.", ChatsScenario.Help, ChatsScenario.RunAsync),
        ["desk"] = new("Agents with many conversations each and supervisors at the board, under traffic.", DeskScenario.Help, DeskScenario.RunAsync),
        ["workspaces"] = new("Many open workspaces of agents: how fast they open and what each costs.", WorkspacesScenario.Help, WorkspacesScenario.RunAsync),
        ["herd"] = new("All customers lose their connection at once and come back.", HerdScenario.Help, HerdScenario.RunAsync),
        ["nodes"] = new("The same traffic through one node and through several on one database, and what a message costs there.", NodesScenario.Help, NodesScenario.RunAsync),
        ["replay"] = new("Conversations from a file, typed again through real chats.", ReplayScenario.Help, ReplayScenario.RunAsync),
        ["baseline"] = new("Portal beside a bare circuit, a bare hub and a raw socket: the same work in one run.", BaselineScenario.Help, BaselineScenario.RunAsync),
        [BaselineServer.Scenario] = new("One of the bare servers, for the driver's own use.", BaselineServer.Help, BaselineServer.RunAsync, IsInternal: true),
        ["erlang"] = new("The routing rules on a virtual clock against the theory of waiting lines, and beside peers' policies.", ErlangScenario.Help, ErlangScenario.RunAsync),
        ["embed"] = new("The loader and what it asks, at a fixed rate, from a running server on this machine.", EmbedScenario.Help, EmbedScenario.RunAsync),
    };

    public static async Task<int> Main(string[] args)
    {
        if (args.Length == 0 || !Scenarios.TryGetValue(args[0], out var scenario))
        {
            Console.Error.WriteLine("Usage: dotnet run -c Release --project bench -- SCENARIO [--help]");
            foreach (var (name, listed) in Scenarios.Where(s => !s.Value.IsInternal)) Console.Error.WriteLine($"  {name,-12} {listed.What}");
            return 2;
        }

        if (args.Contains("--help"))
        {
            Console.WriteLine(scenario.What);
            Console.WriteLine(scenario.Help);
            return 0;
        }

        await scenario.RunAsync(args[1..]);
        return Environment.ExitCode;
    }
}
