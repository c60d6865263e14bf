using Microsoft.AspNetCore.Components;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Routing;

namespace Portal.Components.Channels;

/// <summary>What somebody who waits is told: their place in line, and an honest range.</summary>
public sealed partial class ChatPage
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private Outlook? outlook;
    private ITimer? waitTimer;
    private bool stays;

    [Inject] public required ReadOutlook ReadOutlook { get; init; }
    [Inject] public required AnswerLater AnswerLater { get; init; }

    private bool OffersLater => outlook is { MayLeave: true } && !stays;

    /// <summary>Looks now and again while the customer waits, and not at all otherwise.</summary>
    private void FollowWait()
    {
        var waits = IsWaiting && availability is not null && !Gone.IsCancellationRequested;
        if (waits == waitTimer is not null) return;
        waitTimer?.Dispose();
        (waitTimer, outlook) = (waits ? Clock.CreateTimer(_ => _ = InvokeAsync(LookAsync), null, TimeSpan.Zero, LookEvery) : null, null);
    }

    private async Task LookAsync()
    {
        if (waitTimer is null || session?.Current is not { } current || Gone.IsCancellationRequested) return;
        try
        {
            var now = await ReadOutlook.ExecuteAsync(session.Actor, current.Id, Gone);
            if (WaitText(now) == WaitText(outlook) && now?.MayLeave == outlook?.MayLeave && now?.OpensAt == outlook?.OpensAt) return;
            outlook = now;
            StateHasChanged();
        }
        catch (Exception fault) when (!Gone.IsCancellationRequested)
        {
            Logger.LogWarning(fault, "The place in line of {Conversation} could not be read; it is asked again", current.Id);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    /// <summary>An answer at an address instead of the wait. Theirs stays if the company vouches for another one.</summary>
    private async Task LeaveAsync(string typed)
    {
        if (session?.Current is not { } current || CustomerRules.CleanEmail(typed) is not { } email) return;
        await IntroduceAsync(null, email);
        if (await AnswerLater.ExecuteAsync(session.Actor, current.Id, email, Gone)) outlook = outlook is null ? null : outlook with { Place = LinePlace.ByEmail, MayLeave = false };
        else stays = true;
        StateHasChanged();
        Tell("focus");
    }

    private void Stay()
    {
        stays = true;
        Tell("focus");
    }

    private string WaitText(Outlook? known)
    {
        if (known is null) return words["Waiting"];
        if (known.Place is LinePlace.Beyond) return words["LineFull"];
        if (known.Place is LinePlace.ByEmail) return words["LaterSaved"];
        var place = known.Position == 1 ? words["WaitNext"] : words["WaitPlace", known.Position];
        if (known.Wait is not { } wait) return place;
        var (low, high) = ((int)wait.Low.TotalMinutes, (int)Math.Ceiling(wait.High.TotalMinutes));
        return $"{place} {(low < 1 ? words["WaitUpTo", high] : words["WaitRange", low, high])}";
    }
}
