using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Escalation;

public static class EscalationModule
{
    public static IServiceCollection AddEscalation(this IServiceCollection services) => services
        .AddSingleton<DraftPacket>().AddSingleton<AskEscalation>().AddSingleton<AcceptEscalation>().AddSingleton<ReturnEscalation>()
        .AddSingleton<WithdrawEscalation>().AddSingleton<EndEscalation>().AddSingleton<TierMemory>().AddSingleton<TellEscalation>().AddSingleton<EscalateByItself>().AddSingleton<SettleEscalations>().AddSingleton<ReadEscalations>().AddSingleton<SaveTier>();
}
