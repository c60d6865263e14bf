using Portal.Bench.Circuits;

namespace Portal.Bench.Load;

/// <summary>A customer's chat and a workspace that has it open.</summary>
internal sealed class PortalTalk : ILoadTalk
{
    private readonly CustomerChat customer;
    private readonly PortalTarget target;
    private AgentDesk? desk;

    /// <summary>Whether the two ends are served by different nodes.</summary>
    public bool IsApart => desk!.Address.Port != customer.Address.Port;

    private PortalTalk(PortalTarget target, CustomerChat customer) => (this.target, this.customer) = (target, customer);

    public static async Task<PortalTalk> BeginAsync(PortalTarget target, Uri node, ILoadEar ear, CancellationToken ct)
    {
        var customer = new CustomerChat(node, PortalTarget.InboxKey)
        {
            RecoversItself = false, Arrived = m => ear.Hear(End.Customer, m.Mine ? End.Customer : End.Staff, m.Text, m.Moment),
        };
        var talk = new PortalTalk(target, customer);
        try
        {
            await customer.OpenAsync(ct);
            await talk.TakenAsync(customer.SendAsync(Guid.CreateVersion7(), "Hello", ct));
            var conversation = customer.Conversation!.Value;
            var desk = talk.desk = await target.ShowAsync(conversation, ear, ct);
            await desk.SeeAsync("Hello", ct);
            return talk;
        }
        catch
        {
            await talk.DisposeAsync();
            throw;
        }
    }

    public Task SendAsync(End from, string text, CancellationToken ct) => TakenAsync(from is End.Customer
        ? customer.SendAsync(Guid.CreateVersion7(), text, ct)
        : desk!.SendAsync(Guid.CreateVersion7(), customer.Conversation!.Value, text, ct));

    /// <summary>The desk stays: the agent works on.</summary>
    public async ValueTask DisposeAsync()
    {
        if (desk is not null) target.Leave(customer.Conversation!.Value, desk);
        await customer.CloseAsync();
    }

    private async Task TakenAsync(Task<SendResult> sending)
    {
        var result = await sending;
        if (!result.Sent) throw new InvalidOperationException($"A message was refused: {result.Reason}");
    }
}
