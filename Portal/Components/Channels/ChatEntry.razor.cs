using Microsoft.AspNetCore.Components;
using Portal.Api;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.Shared;

namespace Portal.Components.Channels;

/// <summary>One line of the log. Drawn again only when something about it changed, so that a new message costs one small change.</summary>
public sealed partial class ChatEntry : ComponentBase
{
    private (ChatLine Line, ChatWords Words, DateOnly? Today)? shown;
    private AttachmentId? addressed;
    private bool changed;

    [Parameter, EditorRequired] public required ChatLine Line { get; set; }
    [Parameter, EditorRequired] public required ChatWords Words { get; set; }
    [Parameter, EditorRequired] public required Actor Reader { get; set; }
    [Parameter, EditorRequired] public DateOnly Today { get; set; }

    [Inject] public required AttachmentLinks Links { get; init; }

    private string? Address { get; set; }

    private bool IsBot => Line.Entry.AuthorRole is Role.Bot or Role.System;

    private string Author => ChatLayoutRules.FirstName(Line.Entry.AuthorName);

    protected override void OnParametersSet()
    {
        // Today matters only to lines that name a day.
        var now = (Line, Words, Line.Day is null ? (DateOnly?)null : Today);
        changed = shown != now;
        shown = now;
        if (Line.Entry.AttachmentId is { } file && addressed != file)
        {
            addressed = file;
            Address = Links.ForReading(Reader, file);
        }
    }

    protected override bool ShouldRender() => changed;

    private string StateText() => Line.State switch
    {
        MessageState.Read => Words["Read"],
        MessageState.Delivered => Words["Delivered"],
        _ => Words["Sent"],
    };

    private string? EventText() => Line.Entry.Event switch
    {
        TimelineEvent.Joined => Words["Joined", Author],
        TimelineEvent.Resolved => Words["Resolved", Author],
        TimelineEvent.Reopened => Words["Reopened", Author],
        TimelineEvent.EscalationAsked => Words[Line.Entry.Reason switch
        {
            EscalationReasons.ServiceLevelMissed => "EscalationAskedLate",
            EscalationReasons.RepeatedContact => "EscalationAskedAgain",
            EscalationReasons.CustomerUpset => "EscalationAskedUpset",
            EscalationReasons.Lapsed => "EscalationAskedNext",
            _ => "EscalationAsked",
        }, Line.Entry.Text ?? ""],
        TimelineEvent.EscalationAccepted => Words["EscalationAccepted", Author, Line.Entry.Text ?? ""],
        TimelineEvent.EscalationReturned when Line.Entry.Reason == EscalationReasons.Stays => Line.Entry.Text is { Length: > 0 } holder ? Words["EscalationStays", holder] : Words["EscalationStaysTeam"],
        TimelineEvent.LineFull when Line.Entry.Text is { Length: > 0 } own => own,
        TimelineEvent.LineFull => Words[Line.Entry.Reason switch
        {
            ConversationLineRules.GoesOn => "LineGoesOn",
            ConversationLineRules.Refused => "LineRefused",
            _ => "LineFull",
        }],
        TimelineEvent.LineJoined => Words["LineJoined"],
        TimelineEvent.AnswerByEmail => Words["LaterNoted", Line.Entry.Text ?? ""],
        // The rest concerns the team; what a customer may see of it has words above.
        _ => null,
    };
}
