using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Components.Accounts;
using Portal.Components.Shared;
using Portal.Domain.Accounts;
using Portal.Domain.Shared;

namespace Portal.Hosting;

/// <summary>
/// Who a circuit belongs to, for as long as that is true. A circuit outlives the request that began it, so the account
/// is looked at again every few seconds, and at once when it is said to have changed.
/// </summary>
public sealed class StaffSession : RevalidatingServerAuthenticationStateProvider
{
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));

    private readonly IAccountStore accounts;
    private readonly IEventHub hub;
    private readonly ILogger<StaffSession> logger;
    private IDisposable? subscription;
    private volatile bool disposed;

    public StaffSession(IAccountStore accounts, IEventHub hub, IOptions<AccountsOptions> options, ILoggerFactory loggers) : base(loggers)
    {
        this.accounts = accounts;
        this.hub = hub;
        logger = loggers.CreateLogger<StaffSession>();
        RevalidationInterval = options.Value.Recheck;
        AuthenticationStateChanged += Follow;
    }

    protected override TimeSpan RevalidationInterval { get; }

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken ct) => IsCurrentAsync(state.User, ct);

    protected override void Dispose(bool disposing)
    {
        disposed = true;
        AuthenticationStateChanged -= Follow;
        subscription?.Dispose();
        base.Dispose(disposing);
    }

    private void Follow(Task<AuthenticationState> changed) => _ = FollowAsync(changed);

    private async Task FollowAsync(Task<AuthenticationState> changed)
    {
        var user = (await changed).User;
        subscription?.Dispose();
        subscription = null;
        if (disposed || StaffClaims.ActorOf(user) is not { } actor) return;
        subscription = hub.Subscribe(Topic.User(actor.User), async fact =>
        {
            // Lagged too: one of the missed events may have been the one that matters.
            if (fact is not (AccessChanged or Lagged) || disposed || await IsCurrentAsync(user, CancellationToken.None)) return;
            SetAuthenticationState(Task.FromResult(Nobody));
        }, fact => fact is AccessChanged);
        if (disposed) subscription.Dispose();
    }

    private async Task<bool> IsCurrentAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        if (StaffClaims.ActorOf(user) is not { } actor) return false;
        bool current;
        try
        {
            current = await accounts.IsCurrentAsync(actor.User, user.FindFirstValue(new ClaimsIdentityOptions().SecurityStampClaimType) ?? "", ct);
        }
        catch (Exception fault) when (Outage.IsBehind(fault))
        {
            // Nobody is signed out because the database is away: nothing can be read or done without it, and the next look is soon.
            logger.LogWarning(fault, "Whether {User} may still be here could not be read; it is asked again", actor.Id);
            return true;
        }

        if (!current) logger.LogInformation("Ended an open page of {User}: their access has changed", actor.Id);
        return current;
    }
}
