using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;

namespace Portal.Data;

public abstract partial class PortalDbContext
{
    public DbSet<BusinessCalendar> Calendars => Set<BusinessCalendar>();
    public DbSet<ServicePolicy> ServicePolicies => Set<ServicePolicy>();

    private static void MapServiceLevels(ModelBuilder model)
    {
        model.Entity<BusinessCalendar>(c =>
        {
            c.ToTable("Calendars");
            c.HasKey(x => x.Id);
            c.Property(x => x.Id).ValueGeneratedNever();
            c.Property(x => x.Name).HasMaxLength(StandardRules.LongestName);
            c.Property(x => x.TimeZone).HasMaxLength(64);
            c.Property(x => x.Week).AsJson(4_000);
            // 400 days with names of 60 letters, each written as six characters in JSON where it is not Latin.
            c.Property(x => x.Holidays).AsJson(200_000);
        });
        model.Entity<ServicePolicy>(p =>
        {
            p.ToTable("ServicePolicies");
            p.HasKey(x => x.Id);
            p.Property(x => x.Id).ValueGeneratedNever();
            p.Property(x => x.Name).HasMaxLength(StandardRules.LongestName);
            p.Property(x => x.Targets).AsJson(2_000);
        });
        model.Entity<Queue>(q =>
        {
            q.HasOne<BusinessCalendar>().WithMany().HasForeignKey(x => x.CalendarId).OnDelete(DeleteBehavior.NoAction);
            q.HasOne<ServicePolicy>().WithMany().HasForeignKey(x => x.PolicyId).OnDelete(DeleteBehavior.NoAction);
        });
    }
}
