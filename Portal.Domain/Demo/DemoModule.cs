using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Demo;

public static class DemoModule
{
    public static IServiceCollection AddDemo(this IServiceCollection services)
    {
        services.AddOptions<TrafficOptions>().BindConfiguration(TrafficOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<StartTraffic>().AddSingleton<StopTraffic>().AddSingleton<ReadTraffic>().AddSingleton<RemoveSimulated>()
            .AddSingleton<PlayCustomer>().AddSingleton<DriveTraffic>();
    }
}
