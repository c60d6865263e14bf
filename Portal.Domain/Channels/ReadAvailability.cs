using Portal.Domain.Routing;

namespace Portal.Domain.Channels;

/// <param name="OpensAt">When business hours begin next; null while they last.</param>
/// <param name="ClosesAt">When they end today; null without hours.</param>
public sealed record Availability(bool WithinHours, bool SomebodyThere, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt)
{
    public bool CanAnswerNow => WithinHours && SomebodyThere;
}

/// <summary>Whether a customer can expect an answer now, to say so before they write.</summary>
public sealed class ReadAvailability(ReadTeam team, TimeProvider clock)
{
    public async Task<Availability> ExecuteAsync(Inbox inbox, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return new(
            BusinessHoursRules.IsOpen(inbox.Hours, now), await team.AnybodyAvailableAsync(inbox.QueueId, ct),
            BusinessHoursRules.OpensAt(inbox.Hours, now), BusinessHoursRules.ClosesAt(inbox.Hours, now));
    }
}
