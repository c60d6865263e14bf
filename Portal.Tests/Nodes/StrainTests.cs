using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Hosting;

namespace Portal.Tests.Nodes;

public sealed class StrainTests
{
    private const long Gibibyte = 1 << 30;

    [Theory]
    [InlineData(0, 0.5, HealthStatus.Healthy)]
    [InlineData(900, 0.9, HealthStatus.Healthy)]
    [InlineData(1100, 0.5, HealthStatus.Degraded)]
    [InlineData(0, 0.95, HealthStatus.Degraded)]
    public void Judge_WaitAndMemory_DecideTogether(int waitMilliseconds, double taken, HealthStatus status) =>
        Assert.Equal(status, Strain.Judge(TimeSpan.FromMilliseconds(waitMilliseconds), (long)(taken * Gibibyte), Gibibyte).Status);

    [Fact]
    public void Judge_MemoryWhoseLimitIsUnknown_SaysNothingOfIt() => Assert.Equal(HealthStatus.Healthy, Strain.Judge(TimeSpan.Zero, Gibibyte, 0).Status);
}
