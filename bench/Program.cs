using Portal.Bench.Messages;

// Each scenario measures in one run, prints a table, and ends with one line of JSON.
var scenarios = new Dictionary<string, (string What, Func<string[], Task> Run)>
{
    ["messages"] = ("Durable messages per second through PostMessage, beside bare loops on the same disk; feed delay; allocations.", MessagesScenario.RunAsync),
};

if (args.Length == 0 || !scenarios.TryGetValue(args[0], out var scenario))
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project bench -- SCENARIO [--help]");
    foreach (var (name, (what, _)) in scenarios) Console.Error.WriteLine($"  {name,-12} {what}");
    return 2;
}

if (args.Contains("--help"))
{
    Console.WriteLine(scenario.What);
    Console.WriteLine(MessagesScenario.Help);
    return 0;
}

await scenario.Run(args[1..]);
return 0;
