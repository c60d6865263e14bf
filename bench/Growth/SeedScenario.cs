using System.Text.Json;
using Portal.Bench.Shared;

namespace Portal.Bench.Growth;

internal static class SeedScenario
{
    public const string Help = """
          --messages N        messages, default 1000000
          --conversations N   conversations, default 100000
          --directory PATH    where the SQLite file is made; needed unless --postgres is given
          --postgres TEXT     connection string of an empty database instead
        """;

    public static async Task RunAsync(string[] args)
    {
        var plan = new HistoryPlan(Arguments.Number(args, "--messages", 1_000_000), Arguments.Number(args, "--conversations", 100_000));
        var (directory, postgres) = (Arguments.Text(args, "--directory"), Arguments.Text(args, "--postgres"));
        if (directory is null && postgres is null) throw new ArgumentException("Name a --directory, or a database with --postgres.");
        await using var place = await Place.OpenAsync(Place.At(Path.GetFullPath(directory ?? "."), postgres));
        var took = await Seed.FillAsync(place, plan);
        Console.WriteLine($"{plan.Messages:N0} messages in {plan.Conversations:N0} conversations in {took.TotalSeconds:N1} s");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            scenario = "seed", provider = place.Database.Provider.ToString(), messages = plan.Messages, conversations = plan.Conversations,
            seconds = Math.Round(took.TotalSeconds, 1), messagesPerSecond = Math.Round(plan.Messages / took.TotalSeconds),
        }));
    }
}
