using Microsoft.Extensions.Logging.Abstractions;
using Portal.Live;

namespace Portal.Tests.Routing;

public sealed class DueClockTests
{
    [Fact]
    public async Task Do_OneStepFails_DoesTheOthersOfThatSecond()
    {
        var done = new List<string>();
        Task Step(string what)
        {
            if (what == "second") throw new InvalidOperationException("The database is away");
            done.Add(what);
            return Task.CompletedTask;
        }

        await DueClock.DoAsync(new[] { "first", "second", "third" }.Select(w => (w, (Func<CancellationToken, Task>)(_ => Step(w)))), NullLogger.Instance, TestContext.Current.CancellationToken);

        Assert.Equal(["first", "third"], done);
    }
}
