using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Customers;

public static class CustomersModule
{
    public static IServiceCollection AddCustomers(this IServiceCollection services)
    {
        services.AddOptions<CustomerOptions>().BindConfiguration(CustomerOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<DescribeCustomer>().AddSingleton<FindCustomer>().AddSingleton<IdentifyCustomer>().AddSingleton<RemoveSimulatedCustomers>();
    }
}
