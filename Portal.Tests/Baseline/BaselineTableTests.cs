using System.Text.Json;
using Portal.Bench.Baseline;

namespace Portal.Tests.Baseline;

public sealed class BaselineTableTests
{
    private readonly BaselineTable table = new();

    [Theory]
    [InlineData(new[] { 9.0, 1, 5 }, 5)]
    [InlineData(new[] { 4.0, 1, 2, 9 }, 3)]
    [InlineData(new[] { 7.0 }, 7)]
    public void Median_OfRounds_IsTheMiddle(double[] rounds, double median)
    {
        Put(BaselineTable.Portal, rounds);
        Assert.Equal(median, table.Median(BaselineTable.Portal, "messagesPerSecond"));
    }

    [Fact]
    public void Ratio_OneDisturbedRound_DoesNotDecide()
    {
        Put(BaselineTable.Portal, 70, 10, 80);
        Put(BaselineTable.Circuit, 100, 110, 90);
        Assert.Equal(.7, table.Ratio("messagesPerSecond", BaselineTable.Circuit)!.Value, 6);
    }

    [Fact]
    public void Ratio_OtherServerNotMeasured_IsMissing()
    {
        Put(BaselineTable.Portal, 70);
        Assert.Null(table.Ratio("messagesPerSecond", BaselineTable.Hub));
    }

    [Fact]
    public void Json_HoldsMediansRoundsAndTheRatioWithABudget()
    {
        Put(BaselineTable.Portal, 60, 70, 80);
        Put(BaselineTable.Circuit, 100);
        using var json = JsonDocument.Parse(table.Json());
        Assert.Equal(.7, json.RootElement.GetProperty("ratioToBareCircuit").GetDouble());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("cpuRatioToBareHub").ValueKind);
        var portal = json.RootElement.GetProperty("targets").GetProperty(BaselineTable.Portal).GetProperty("messagesPerSecond");
        Assert.Equal(70, portal.GetProperty("median").GetDouble());
        Assert.Equal([60, 70, 80], portal.GetProperty("rounds").EnumerateArray().Select(v => v.GetDouble()));
    }

    [Fact]
    public void Print_EveryServer_HasItsColumn()
    {
        Put(BaselineTable.Portal, 1460);
        Put(BaselineTable.Circuit, 2000);
        using var text = new StringWriter();
        table.Print(text);
        Assert.Contains("1460", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("0.73", text.ToString(), StringComparison.Ordinal);
    }

    private void Put(string target, params double[] rounds)
    {
        foreach (var value in rounds) table.Add(target, "messagesPerSecond", "closed loop", "messages/s", value);
    }
}
