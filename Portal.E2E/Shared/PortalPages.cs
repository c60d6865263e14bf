using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace Portal.E2E.Shared;

/// <summary>The pages that the server routes to, with somebody who may open each.</summary>
public static class PortalPages
{
    public static IEnumerable<(string Route, string? SignIn)> All { get; } =
        from type in typeof(Program).Assembly.GetTypes()
        from route in type.GetCustomAttributes<RouteAttribute>(inherit: true)
        orderby route.Template
        select (route.Template, SignInFor(type));

    private static string? SignInFor(Type page)
    {
        if (page.IsDefined(typeof(AllowAnonymousAttribute), inherit: true)) return null;
        return page.GetCustomAttributes<AuthorizeAttribute>(inherit: true).Select(attribute => attribute.Policy).FirstOrDefault(policy => policy is not null) switch
        {
            "Admin" => DemoPeople.Admin,
            "Supervisor" => DemoPeople.Supervisor,
            _ => DemoPeople.Agent,
        };
    }
}
