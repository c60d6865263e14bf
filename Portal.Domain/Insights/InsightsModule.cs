using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Insights;

public static class InsightsModule
{
    public static IServiceCollection AddInsights(this IServiceCollection services)
    {
        services.AddOptions<InsightsOptions>().BindConfiguration(InsightsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<LiveBoard>();
    }
}
