using Microsoft.AspNetCore.Components;

namespace Portal.Components.Channels;

/// <summary>
/// How the page goes on in the same document after its circuit has ended. Who the customer is, and what they have typed, lies in
/// the browser; what was said lies in the database. What is kept of the page itself says only how it looked.
/// </summary>
public sealed partial class ChatPage
{
    private Looks? resumesFrom;
    private bool resumed;

    /// <summary>Read when the circuit ends, and set when another one takes over; null before the visitor is known.</summary>
    [PersistentState]
    public Looks? Kept
    {
        get => session is null ? null : new Looks(formDone, emailSkipped, emailWanted, stays, hasEarlier ? view.First : 0);
        set => resumesFrom = value;
    }

    /// <summary>Draws nothing before everything is there: the first drawing replaces a page that somebody may be writing in.</summary>
    private async Task ResumeAsync(Looks before)
    {
        var visit = await MeetAsync();
        (formDone, emailSkipped, emailWanted, stays) = (before.FormDone, before.EmailSkipped, before.EmailWanted, before.Stays);
        await InsistAsync(() => RecogniseAsync(visit.Token, visit.Page));
        await InsistAsync(async () =>
        {
            while (hasEarlier && view.First > before.First && view.Entries.Count < MostKept) await ShowEarlierAsync();
        });
        resumed = true;
        if (waitTimer is not null) await LookAsync();
    }

    /// <summary>How a page looked.</summary>
    /// <param name="FormDone">The form before the chat was answered.</param>
    /// <param name="EmailSkipped">The question for an address was put aside.</param>
    /// <param name="EmailWanted">It was asked for.</param>
    /// <param name="Stays">Offered an answer by email, they chose to wait.</param>
    /// <param name="First">The sequence of the first entry that was shown; 0 where all were.</param>
    public sealed record Looks(bool FormDone, bool EmailSkipped, bool EmailWanted, bool Stays, long First);
}
