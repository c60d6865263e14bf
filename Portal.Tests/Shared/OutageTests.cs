using Microsoft.Data.Sqlite;
using Portal.Components.Shared;

namespace Portal.Tests.Shared;

public sealed class OutageTests
{
    [Fact]
    public void IsBehind_ADatabaseFaultHoweverWrapped_IsTrue()
    {
        var fault = new SqliteException("disk I/O error", 10);

        Assert.True(Outage.IsBehind(fault));
        Assert.True(Outage.IsBehind(new TimeoutException()));
        Assert.True(Outage.IsBehind(new InvalidOperationException("likely transient", new IOException("stream", fault))));
    }

    [Fact]
    public void IsBehind_AFaultOfOurOwn_IsFalse()
    {
        Assert.False(Outage.IsBehind(new InvalidOperationException("a mistake", new ArgumentNullException("name"))));
    }

    [Fact]
    public void Pause_Grows_AndStaysWithinFiveSeconds()
    {
        Assert.All(Enumerable.Range(0, 200), _ => Assert.InRange(Outage.Pause(1), TimeSpan.FromSeconds(.125), TimeSpan.FromSeconds(.25)));
        Assert.All(Enumerable.Range(6, 5000), attempt => Assert.InRange(Outage.Pause(attempt), TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(5)));
    }
}
