using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.ServiceLevels;

public static class ServiceLevelsModule
{
    public static IServiceCollection AddServiceLevels(this IServiceCollection services) => services
        .AddSingleton<ReadStandards>().AddSingleton<SaveCalendar>().AddSingleton<SavePolicy>().AddSingleton<RaiseAlarms>().AddSingleton<ApplyStandards>();
}
