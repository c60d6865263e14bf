using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Portal.Components.Shared;
using Portal.Domain.Customers;
using Portal.Domain.Shared;

namespace Portal.Components.Customers;

/// <summary>Who the customer is, and how sure that is; what else concerns them comes as content.</summary>
public sealed partial class CustomerPanel
{
    private Customer? customer;
    private CustomerId? read;
    private bool missing;
    private string? fault;

    [Inject] public required FindCustomer Find { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [Inject] public required ILogger<CustomerPanel> Logger { get; init; }
    [CascadingParameter] public required Actor Actor { get; set; }

    /// <summary>Null while nobody is selected.</summary>
    [Parameter] public CustomerId? Customer { get; set; }

    [Parameter, EditorRequired] public required TimeZoneInfo Zone { get; set; }
    [Parameter] public RenderFragment? ChildContent { get; set; }

    protected override void OnInitialized() => ListenInBursts(Topic.Desk, Apply, fact => fact is CustomerChanged);

    protected override Task OnParametersSetAsync()
    {
        if (read == Customer) return Task.CompletedTask;
        (read, customer, missing) = (Customer, null, false);
        return ReadAsync();
    }

    private Task Apply(IReadOnlyList<IEvent> facts)
    {
        if (facts.Any(f => f is Lagged)) return ReadAsync();
        if (facts.OfType<CustomerChanged>().LastOrDefault(f => f.Customer.Id == Customer) is { } changed) customer = changed.Customer;
        return Task.CompletedTask;
    }

    private async Task ReadAsync()
    {
        fault = null;
        if (Customer is not { } id) return;
        try
        {
            var found = await Find.ExecuteAsync(Actor, id, Gone);
            if (id != Customer) return;
            (customer, missing) = (found, found is null);
        }
        catch (Exception error) when (!Gone.IsCancellationRequested)
        {
            fault = Convert.ToHexString(Guid.CreateVersion7().ToByteArray(), 10, 3);
            Logger.LogError(error, "Customer {Customer} could not be read, fault {Code}", id, fault);
        }
    }

    private string Day(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("d MMM yyyy, HH:mm", CultureInfo.CurrentCulture);

    /// <summary>The language's own English name; whatever else a visitor's browser claimed is shown as it came.</summary>
    private static string Language(string code)
    {
        try
        {
            return CultureInfo.GetCultureInfo(code, predefinedOnly: true).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }
}
