using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Routing;

public static class RoutingModule
{
    /// <summary>Named apart from the framework's own AddRouting.</summary>
    public static IServiceCollection AddPortalRouting(this IServiceCollection services)
    {
        services.AddOptions<RoutingOptions>().BindConfiguration(RoutingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<RouteQueue>().AddSingleton<ExpireOffers>().AddSingleton<SweepQueues>().AddSingleton<SetPresence>()
            .AddSingleton<RefreshPresence>().AddSingleton<RegisterAgent>().AddSingleton<SaveQueue>().AddSingleton<DeleteQueue>()
            .AddSingleton<SaveSkill>().AddSingleton<DeleteSkill>().AddSingleton<RequireSkills>().AddSingleton<PlayWhatIf>().AddSingleton<SetSurge>()
            .AddSingleton<ReadTeam>().AddSingleton<RecordedWaits>().AddSingleton<ExplainRouting>().AddSingleton<ReadOutlook>().AddSingleton<RecountLoads>()
            .AddSingleton<QueueHours>().AddSingleton<KeepLine>().AddSingleton<AnswerLater>().AddSingleton<SaveRoutingSettings>();
    }
}
