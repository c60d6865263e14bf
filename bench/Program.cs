using Portal.Bench.Embed;
using Portal.Bench.Growth;
using Portal.Bench.Messages;

// Each scenario measures in one run, prints a table, and ends with one line of JSON.
var scenarios = new Dictionary<string, (string What, string Help, Func<string[], Task> Run)>
{
    ["messages"] = ("Durable messages per second through PostMessage, beside bare loops on the same disk; feed delay; allocations.", MessagesScenario.Help, MessagesScenario.RunAsync),
    ["seed"] = ("Fills an empty database with a realistic history, quickly.", SeedScenario.Help, SeedScenario.RunAsync),
    ["growth"] = ("Lists, opening, posting and the board on a small and on a large history, and what the growth costs.", GrowthScenario.Help, GrowthScenario.RunAsync),
    ["embed"] = ("The loader and what it asks, at a fixed rate, from a running server on this machine.", EmbedScenario.Help, EmbedScenario.RunAsync),
};

if (args.Length == 0 || !scenarios.TryGetValue(args[0], out var scenario))
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project bench -- SCENARIO [--help]");
    foreach (var (name, (what, _, _)) in scenarios) Console.Error.WriteLine($"  {name,-12} {what}");
    return 2;
}

if (args.Contains("--help"))
{
    Console.WriteLine(scenario.What);
    Console.WriteLine(scenario.Help);
    return 0;
}

await scenario.Run(args[1..]);
return 0;
