using Microsoft.EntityFrameworkCore;
using Portal.Domain.Routing;

namespace Portal.Data;

public abstract partial class PortalDbContext
{
    public DbSet<Queue> Queues => Set<Queue>();
    public DbSet<QueueMember> QueueMembers => Set<QueueMember>();
    public DbSet<Agent> Agents => Set<Agent>();

    private static void MapRouting(ModelBuilder model)
    {
        model.Entity<Queue>(q =>
        {
            q.ToTable("Queues");
            q.HasKey(x => x.Id);
            q.Property(x => x.Id).ValueGeneratedNever();
            q.Property(x => x.Name).HasMaxLength(60);
        });
        model.Entity<QueueMember>(m =>
        {
            m.ToTable("QueueMembers");
            m.HasKey(x => new { x.QueueId, x.UserId });
            m.HasIndex(x => x.UserId);
            m.HasOne<Queue>().WithMany().HasForeignKey(x => x.QueueId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Agent>(a =>
        {
            a.ToTable("Agents");
            a.HasKey(x => x.Id);
            a.Property(x => x.Id).ValueGeneratedNever();
            a.Property(x => x.Name).HasMaxLength(80);
            a.Ignore(x => x.Free);
            a.HasIndex(x => new { x.Presence, x.LastSeenAt });
        });
    }
}
