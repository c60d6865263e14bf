using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;

namespace Portal.Domain.Channels;

/// <param name="OpensAt">When business hours begin next; null while they last.</param>
/// <param name="ClosesAt">When they end; null without hours.</param>
/// <param name="AnswerBy">What was promised to whoever writes now; null without a policy, and for queues without opening hours.</param>
public sealed record Availability(bool WithinHours, bool SomebodyThere, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, DateTimeOffset? AnswerBy = null)
{
    /// <summary>More people write than usual: greet briefly.</summary>
    public bool IsSurge { get; init; }

    public bool CanAnswerNow => WithinHours && SomebodyThere;
}

/// <summary>Whether a customer can expect an answer now, to say so before they write.</summary>
public sealed class ReadAvailability(ReadTeam team, ReadStandards standards, TimeProvider clock)
{
    public async Task<Availability> ExecuteAsync(Inbox inbox, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await HoursAsync(inbox, now, ct) with { IsSurge = await team.IsInSurgeAsync(inbox.QueueId, now, ct) };
    }

    private async Task<Availability> HoursAsync(Inbox inbox, DateTimeOffset now, CancellationToken ct)
    {
        // The queue's hours are those of the people who answer: they go before the inbox's own.
        if (await standards.ExpectAsync(inbox.QueueId, ct) is { } expected)
            return new(expected.IsOpen, await team.AnybodyAvailableAsync(inbox.QueueId, ct), expected.OpensAt, expected.ClosesAt, expected.AnswerBy);
        return new(
            BusinessHoursRules.IsOpen(inbox.Hours, now), await team.AnybodyAvailableAsync(inbox.QueueId, ct),
            BusinessHoursRules.OpensAt(inbox.Hours, now), BusinessHoursRules.ClosesAt(inbox.Hours, now));
    }
}
