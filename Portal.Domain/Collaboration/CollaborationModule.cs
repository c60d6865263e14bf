using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Collaboration;

public static class CollaborationModule
{
    public static IServiceCollection AddCollaboration(this IServiceCollection services)
    {
        services.AddOptions<CollaborationOptions>().BindConfiguration(CollaborationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<WriteNote>().AddSingleton<ReadMentions>().AddSingleton<FindMentionable>().AddSingleton<FollowConversation>()
            .AddSingleton<TellConsult>().AddSingleton<AskConsult>().AddSingleton<AnswerConsult>().AddSingleton<MoveConsult>().AddSingleton<LapseConsults>().AddSingleton<ReadConsults>()
            .AddSingleton<WriteWhisper>().AddSingleton<TeamChannel>()
            .AddSingleton<OpenProblem>().AddSingleton<LinkProblem>().AddSingleton<CloseProblem>().AddSingleton<ChangeProblem>().AddSingleton<SendProblemUpdate>()
            .AddSingleton<DeliverProblemUpdates>().AddSingleton<ReadProblems>();
    }
}
