using Microsoft.AspNetCore.Components;
using Portal.Hosting;

namespace Portal.Components.Accounts;

internal static class SignInRequests
{
    /// <summary>Who is asking, as far as the network knows: one address for a whole office behind a router.</summary>
    public static string NetworkAddress(this HttpContext context) => context.Network();

    /// <summary>The next step of signing in, with the page that was wanted in the first place.</summary>
    public static string Step(this NavigationManager navigation, string path, string? returnUrl) =>
        navigation.GetUriWithQueryParameters(path, new Dictionary<string, object?> { ["returnUrl"] = returnUrl is null ? null : ReturnUrlRules.Local(returnUrl) });
}
