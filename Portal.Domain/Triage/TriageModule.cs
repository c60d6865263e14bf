using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Triage;

public static class TriageModule
{
    /// <summary>Needs a <see cref="DetectLanguage"/> beside it.</summary>
    public static IServiceCollection AddTriage(this IServiceCollection services)
    {
        services.AddOptions<TriageOptions>().BindConfiguration(TriageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<PublishedTriage>().AddSingleton<TriageConversation>().AddSingleton<SaveTriageDraft>().AddSingleton<PublishTriage>()
            .AddSingleton<ReadTriage>().AddSingleton<DryRunTriage>();
    }
}
