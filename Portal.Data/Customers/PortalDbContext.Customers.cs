using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Customers;

namespace Portal.Data;

public abstract partial class PortalDbContext
{
    public DbSet<Customer> Customers => Set<Customer>();

    private static void MapCustomers(ModelBuilder model)
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
            c.HasIndex(x => x.Name);
            c.HasIndex(x => x.Email);
        });
    }
}
