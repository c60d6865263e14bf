using Microsoft.AspNetCore.Components;

namespace Portal.Components.Accounts;

internal static class SignInRequests
{
    /// <summary>The next step of signing in, with the page that was wanted in the first place.</summary>
    public static string Step(this NavigationManager navigation, string path, string? returnUrl) =>
        navigation.GetUriWithQueryParameters(path, new Dictionary<string, object?> { ["returnUrl"] = returnUrl is null ? null : ReturnUrlRules.Local(returnUrl) });
}
