using Portal.Domain.Conversations;
using Portal.Domain.ServiceLevels;

namespace Portal.Data.Conversations;

/// <summary>
/// Walks a request through the whole of the log's transaction and takes it back: the code has run and the connections are
/// open, but nothing is stored, no number is used and nobody is told.
/// </summary>
public sealed class LogRehearsal(LogSessions sessions, ServiceStandards standards, TimeProvider clock)
{
    /// <exception cref="InvalidOperationException">The request would not have been written.</exception>
    public async Task RunAsync(LogRequest request, CancellationToken ct)
    {
        var all = await standards.ForAsync([], ct);
        await using var session = sessions.Open();
        try
        {
            await session.BeginAsync(ct);
            var outcomes = await new LogBatch(session, all, clock.GetUtcNow()).RunAsync([request], ct);
            if (outcomes[0] is not LogResult.Written) throw new InvalidOperationException($"The rehearsal ended with {outcomes[0].GetType().Name}.");
        }
        finally
        {
            await session.RollbackAsync();
        }
    }
}
