using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Channels;

public static class ChannelsModule
{
    public static IServiceCollection AddChannels(this IServiceCollection services)
    {
        services.AddOptions<ChannelsOptions>().BindConfiguration(ChannelsOptions.Section)
            .Validate(ChannelsOptions.IsValid, "Channels:PublicUrl must be an absolute address such as https://chat.example.com.").ValidateOnStart();
        return services
            .AddSingleton<FindInbox>().AddSingleton<ReadAvailability>().AddSingleton<OpenChat>().AddSingleton<WriteAsCustomer>()
            .AddSingleton<IdentifyVisitor>().AddSingleton<SaveInbox>();
    }
}
