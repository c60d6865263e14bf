using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Hosting;

namespace Portal.Tests.Accounts;

public sealed class RuntimeFloorTests
{
    [Fact]
    public void Check_OldRuntimeEnforced_RefusesToStart() =>
        Assert.Contains("10.0.12", Assert.Throws<InvalidOperationException>(() => Floor("10.0.11", enforce: true).Check()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("10.0.11", false)]
    [InlineData("10.0.12", true)]
    [InlineData("10.0.12", false)]
    public void Check_NewRuntimeOrNotEnforced_Starts(string runtime, bool enforce) => Floor(runtime, enforce).Check();

    [Fact]
    public void Check_OldRuntime_WarnsOnce()
    {
        var log = new CountingLogger();
        new RuntimeFloor(Options.Create(new SecurityOptions()), log, Version.Parse("10.0.3")).Check();
        Assert.Equal([LogLevel.Warning], log.Levels);
    }

    private static RuntimeFloor Floor(string runtime, bool enforce) =>
        new(Options.Create(new SecurityOptions { EnforceRuntimeFloor = enforce }), NullLogger<RuntimeFloor>.Instance, Version.Parse(runtime));

    private sealed class CountingLogger : ILogger<RuntimeFloor>
    {
        public List<LogLevel> Levels { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Levels.Add(logLevel);
    }
}
