using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Customers;

namespace Portal.Data;

public abstract partial class PortalDbContext
{
    /// <summary>The name and the address as searches compare them; see <see cref="CustomerRules.SearchKey"/>.</summary>
    internal const string CustomerNameKey = "NameKey", CustomerEmailKey = "EmailKey";

    public DbSet<Customer> Customers => Set<Customer>();

    private static void MapCustomers(ModelBuilder model, string ordinal)
    {
        model.Entity<Customer>(c =>
        {
            c.ToTable("Customers");
            c.HasKey(x => x.Id);
            c.Property(x => x.Id).ValueGeneratedNever();
            c.Property(x => x.ExternalId).HasMaxLength(CustomerRules.LongestExternalId);
            c.Property(x => x.Name).HasMaxLength(CustomerRules.LongestName);
            c.Property(x => x.Email).HasMaxLength(CustomerRules.LongestEmail);
            c.Property(x => x.Language).HasMaxLength(12);
            c.Property(x => x.Attributes).AsJson(40_000);
            c.Ignore(x => x.IsVerified).Ignore(x => x.DisplayName);
            c.HasIndex(x => new { x.IdentifiedBy, x.ExternalId }).IsUnique();
            c.HasIndex(x => x.SimulatedAt).HasFilter("\"SimulatedAt\" IS NOT NULL");
            // Compared by code unit: only then is everything that begins with some letters one range of the index, on each engine.
            c.Property<string>(CustomerNameKey).HasMaxLength(CustomerRules.LongestName).UseCollation(ordinal);
            c.Property<string?>(CustomerEmailKey).HasMaxLength(CustomerRules.LongestEmail).UseCollation(ordinal);
            c.HasIndex(CustomerNameKey);
            c.HasIndex(CustomerEmailKey);
        });
    }
}
