using Microsoft.EntityFrameworkCore;
using Portal.Domain.Demo;

namespace Portal.Data;

public abstract partial class PortalDbContext
{
    public DbSet<TrafficRun> TrafficRuns => Set<TrafficRun>();

    private static void MapDemo(ModelBuilder model) => model.Entity<TrafficRun>(r =>
    {
        r.ToTable("TrafficRuns");
        r.HasKey(x => x.Id);
        r.Property(x => x.Id).ValueGeneratedNever();
    });
}
