using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Conversations;

public static class ConversationsModule
{
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddOptions<ConversationOptions>().BindConfiguration(ConversationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        // Operations hold nothing of their own: one instance serves every circuit.
        return services
            .AddSingleton<ArrivalHold>().AddSingleton<CategoriseConversation>().AddSingleton<PostMessage>().AddSingleton<PostUpdate>().AddSingleton<PostWord>().AddSingleton<StartConversation>().AddSingleton<AssignConversation>()
            .AddSingleton<UnassignConversation>().AddSingleton<TransferConversation>().AddSingleton<ResolveConversation>().AddSingleton<EndWrapUp>()
            .AddSingleton<ReopenConversation>().AddSingleton<SnoozeConversation>().AddSingleton<WakeConversation>()
            .AddSingleton<WakeDueConversations>().AddSingleton<OpenConversation>().AddSingleton<ReturnExpiredOffer>()
            .AddSingleton<AdvanceReceipts>().AddSingleton<AnnounceTyping>().AddSingleton<ReadTimeline>()
            .AddSingleton<ListConversations>().AddSingleton<FindCurrentConversation>().AddSingleton<MoveConversations>().AddSingleton<CountUnread>().AddSingleton<UploadAttachment>().AddSingleton<DropUnsentFiles>().AddSingleton<ReadAttachment>().AddSingleton<AnnounceViewing>()
            .AddSingleton<HandOverConversation>().AddSingleton<GiveBackConversation>().AddSingleton<TellTimeline>().AddSingleton<CountContacts>().AddSingleton<KeepCommitments>()
            .AddSingleton<SetPriority>().AddSingleton<SetRequirements>().AddSingleton<RestConversations>().AddSingleton<CountSimulated>().AddSingleton<RemoveSimulatedConversations>().AddSingleton<PlaceInLine>();
    }
}
