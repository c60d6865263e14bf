using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Accounts;

public static class AccountsModule
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<AccountsOptions>().BindConfiguration(AccountsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DemoOptions>().BindConfiguration(DemoOptions.Section);
        return services
            .AddSingleton<ListUsers>().AddSingleton<CreateUser>().AddSingleton<CreateFirstAdmin>().AddSingleton<ChangeUser>()
            .AddSingleton<ChangeUserRole>().AddSingleton<DisableUser>().AddSingleton<EnableUser>().AddSingleton<ResetPassword>()
            .AddSingleton<ResetSecondFactor>().AddSingleton<SeedDemoAccounts>();
    }
}
