namespace Portal.Components.Accounts;

/// <summary>Where to go after signing in: only to a page of our own.</summary>
public static class ReturnUrlRules
{
    /// <summary>The path when it can lead nowhere else, in any browser; otherwise the start page.</summary>
    public static string Local(string? url)
    {
        // "//host", "/\host" and a tab or line break inside are all read as another host by some browser.
        var local = url is ['/', ..] && url is not ['/', '/' or '\\', ..] && !url.Any(c => char.IsControl(c) || c == '\\');
        return local && !url!.StartsWith("/login", StringComparison.OrdinalIgnoreCase) && !url.StartsWith("/logout", StringComparison.OrdinalIgnoreCase) ? url : "/";
    }
}
