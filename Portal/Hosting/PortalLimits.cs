using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Portal.Hosting;

/// <summary>Keeps anonymous requests within <see cref="LimitOptions"/>. Members of staff are known by name and not limited.</summary>
public static class PortalLimits
{
    public static WebApplicationBuilder AddPortalLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<CircuitCap>().AddSingleton<UploadPace>();
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<LimitOptions>>((limiter, options) =>
        {
            var limits = options.Value;
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) => new(BusyAnswer.WriteAsync(
                rejected.HttpContext, StatusCodes.Status429TooManyRequests, rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1)));
            Add(limiter, limits, Limit.Hellos, limits.HellosPerMinute);
            Add(limiter, limits, Limit.Identities, limits.IdentitiesPerMinute);
            Add(limiter, limits, Limit.Chats, limits.ChatsPerMinute);
            Add(limiter, limits, Limit.Pages, limits.PagesPerMinute);
            Add(limiter, limits, Limit.Files, limits.FilesPerMinute);
            Add(limiter, limits, Limit.Uploads, limits.UploadsPerMinute);
            Add(limiter, limits, Limit.Connects, limits.ConnectsPerMinute);
            Add(limiter, limits, Limit.Checks, limits.ChecksPerMinute);
        });
        return builder;
    }

    /// <summary>After authentication, which tells staff apart, and before anything that costs something.</summary>
    public static WebApplication UsePortalLimits(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Portal.Limits");
        var warned = 0;
        app.Use((context, next) =>
        {
            // A proxy that is believed has left no such header behind.
            if (warned == 0 && context.IsLocal() && context.Request.Headers.ContainsKey("X-Forwarded-For") && Interlocked.Exchange(ref warned, 1) == 0)
                logger.LogWarning("A proxy on this machine asks for others, and Security:TrustedProxies does not name it: nobody is limited by network");
            return next(context);
        });
        app.UseRateLimiter();
        app.UseMiddleware<CircuitCapMiddleware>();
        return app;
    }

    /// <summary>So many a minute, all of them at once if need be, coming back evenly.</summary>
    internal static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute, QueueLimit = 0,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(perMinute >= 60 ? 1 : 60.0 / perMinute),
    };

    private static void Add(RateLimiterOptions limiter, LimitOptions limits, string name, int perMinute) => limiter.AddPolicy(name, context =>
        context.User.Identity is { IsAuthenticated: true } || (!limits.IncludeLocal && context.IsLocal())
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetTokenBucketLimiter(context.Network(), _ => Bucket(perMinute)));
}
