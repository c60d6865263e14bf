using Microsoft.Extensions.Options;
using Portal.Domain.Accounts;

namespace Portal.Hosting;

/// <summary>The runtime that this process stands on, and whether it is known to be unsafe.</summary>
public sealed class RuntimeFloor(IOptions<SecurityOptions> options, ILogger<RuntimeFloor> logger, Version runtime)
{
    public Version Runtime => runtime;

    public bool IsBelow => RuntimeRules.IsBelowFloor(runtime);

    /// <exception cref="InvalidOperationException">The runtime is too old and the configuration does not accept that.</exception>
    public void Check()
    {
        if (!IsBelow) return;
        if (options.Value.EnforceRuntimeFloor)
        {
            throw new InvalidOperationException(
                $"Portal does not start on .NET {runtime}: versions before {RuntimeRules.Floor} have published security holes. " +
                "Update the runtime, or set Security:EnforceRuntimeFloor to false to start all the same.");
        }

        logger.LogWarning("Running on .NET {Runtime}. Versions before {Floor} have published security holes: update the runtime", runtime, RuntimeRules.Floor);
    }
}
