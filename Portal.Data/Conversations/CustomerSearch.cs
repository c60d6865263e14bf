using Microsoft.EntityFrameworkCore;
using Portal.Domain.Customers;
using Portal.Domain.Shared;

namespace Portal.Data.Conversations;

/// <summary>What a search for customers found before their conversations are listed.</summary>
/// <param name="Key">What names and addresses begin with.</param>
/// <param name="Customers">All who match; null when they are too many to name.</param>
internal sealed record FoundCustomers(string Key, List<CustomerId>? Customers);

/// <summary>
/// Lists by the customer's name or address. Few who match are looked up, and their conversations found by them. When many
/// match, the list is gone through in its own order instead, until a page is full, and no farther than a few thousand
/// conversations: whoever is not among them is found by another letter.
/// </summary>
internal static class CustomerSearch
{
    private const int Many = 200;

    /// <summary>Of hundreds that match the first are shown: nobody reads on, and each further letter leaves fewer.</summary>
    public const int MostFound = 50;

    /// <summary>Conversations that a search for very little goes through; a page is filled long before.</summary>
    private const int Farthest = 5_000;

    public static async Task<FoundCustomers> FindAsync(IDbContextFactory<PortalDbContext> contexts, string search, CancellationToken ct)
    {
        var key = CustomerRules.SearchKey(search);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var names = await Beginning(db.Customers, PortalDbContext.CustomerNameKey, key).Take(Many).ToListAsync(ct);
        if (names.Count == Many) return new(key, null);
        var emails = await Beginning(db.Customers, PortalDbContext.CustomerEmailKey, key).Take(Many).ToListAsync(ct);
        return new(key, emails.Count == Many ? null : [.. names.Union(emails)]);
    }

    /// <summary>
    /// Where the search ends that goes through a list: the moment of the conversation that stands <see cref="Farthest"/> places
    /// below its first. Found in the index alone; a limit within the search itself would be filled with whole rows first.
    /// </summary>
    /// <returns>Null where the list is not that long.</returns>
    public static Task<DateTimeOffset?> EndAsync(IQueryable<DateTimeOffset?> moments, CancellationToken ct) =>
        moments.OrderByDescending(m => m).Skip(Farthest).FirstOrDefaultAsync(ct);

    public static IQueryable<ConversationJoin> Narrow(IQueryable<ConversationJoin> rows, FoundCustomers found) => found.Customers is { } few
        ? rows.Where(r => few.Contains(r.Conversation.CustomerId))
        : rows.Where(r => EF.Property<string>(r.Customer!, PortalDbContext.CustomerNameKey).StartsWith(found.Key)
            || EF.Property<string>(r.Customer!, PortalDbContext.CustomerEmailKey).StartsWith(found.Key));

    /// <summary>The range is for the index, the beginning for the truth: the range may be a little wider.</summary>
    private static IQueryable<CustomerId> Beginning(IQueryable<Customer> customers, string column, string key)
    {
        var found = customers.Where(c => string.Compare(EF.Property<string>(c, column), key) >= 0 && EF.Property<string>(c, column).StartsWith(key));
        if (CustomerRules.EndOfPrefix(key) is { } end) found = found.Where(c => string.Compare(EF.Property<string>(c, column), end) < 0);
        return found.Select(c => c.Id);
    }
}
