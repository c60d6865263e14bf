using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Channels;

public static class ChannelsModule
{
    public static IServiceCollection AddChannels(this IServiceCollection services) => services
        .AddSingleton<FindInbox>().AddSingleton<ReadAvailability>().AddSingleton<OpenChat>().AddSingleton<WriteAsCustomer>()
        .AddSingleton<IdentifyVisitor>().AddSingleton<SaveInbox>();
}
