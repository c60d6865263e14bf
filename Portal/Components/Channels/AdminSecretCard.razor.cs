using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Channels;
using Portal.Domain.Shared;

namespace Portal.Components.Channels;

/// <summary>The secret by which a company's server proves who its visitors are, and how that is done.</summary>
public sealed partial class AdminSecretCard
{
    private static readonly (string Name, string Code)[] Examples =
    [
        ("Node.js", "const hash = require('node:crypto').createHmac('sha256', secret).update(customerId).digest('hex');"),
        ("C#", "var hash = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(customerId)));"),
        ("PHP", "$hash = hash_hmac('sha256', $customerId, $secret);"),
    ];

    private const string Telling = """
        <script>
          window.portalChat = window.portalChat || { q: [] };
          portalChat.q.push(['identify', { id: '4711', hash: '…', name: 'Mara Lindqvist', email: 'mara@example.com' }]);
        </script>
        """;

    private (string Name, string Code) chosen = Examples[0];
    private bool shown;
    private bool asking;
    private bool rotated;
    private string? said;

    [Inject] public required SaveInbox Save { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }
    [Parameter, EditorRequired] public required Inbox Inbox { get; set; }
    [Parameter] public EventCallback<Inbox> InboxChanged { get; set; }

    private async Task RotateAsync()
    {
        asking = false;
        if (Actor is null) return;
        switch (await Save.RotateSecretAsync(Actor, Inbox.Id, CancellationToken.None))
        {
            case SaveInboxOutcome.Saved saved:
                (shown, rotated, said) = (true, true, L["This is the new secret. Put it on your server now."]);
                await InboxChanged.InvokeAsync(saved.Inbox);
                break;
            case SaveInboxOutcome.NotAllowed or SaveInboxOutcome.Invalid:
                (rotated, said) = (false, L["The old secret stays: only admins may make a new one, and the inbox must still be there."]);
                break;
            case var other:
                throw new InvalidOperationException($"No words for {other}");
        }
    }
}
