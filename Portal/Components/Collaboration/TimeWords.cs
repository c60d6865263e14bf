using Microsoft.Extensions.Localization;
using Portal.Components.Shared;

namespace Portal.Components.Collaboration;

/// <summary>How long ago something was. Without a time zone: these pages are drawn before the browser has told its own.</summary>
public static class TimeWords
{
    public static string Ago(DateTimeOffset at, DateTimeOffset now, IStringLocalizer<StaffText> l) => (now - at) switch
    {
        { TotalMinutes: < 1 } => l["now"],
        { TotalHours: < 1 } and var age => l["{0} min", (int)age.TotalMinutes],
        { TotalDays: < 1 } and var age => l["{0} h", (int)age.TotalHours],
        var age => l["{0} d", (int)age.TotalDays],
    };
}
