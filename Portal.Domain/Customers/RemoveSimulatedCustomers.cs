using Portal.Domain.Shared;

namespace Portal.Domain.Customers;

/// <summary>Removes the customers whom the demo made, once their conversations are gone.</summary>
public sealed class RemoveSimulatedCustomers(ICustomerStore store)
{
    /// <param name="madeBefore">Who came later may be about to write the first word.</param>
    public Task<int> ExecuteAsync(Actor actor, DateTimeOffset madeBefore, CancellationToken ct) => actor.Leads
        ? store.RemoveSimulatedAsync(madeBefore, ct)
        : throw new UnauthorizedAccessException("Only those who lead remove simulated customers.");
}
