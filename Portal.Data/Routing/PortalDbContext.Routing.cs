using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;

namespace Portal.Data;

public abstract partial class PortalDbContext
{
    public DbSet<Queue> Queues => Set<Queue>();
    public DbSet<QueueMember> QueueMembers => Set<QueueMember>();
    public DbSet<Agent> Agents => Set<Agent>();
    public DbSet<RoutingDecision> RoutingDecisions => Set<RoutingDecision>();

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
        model.Entity<RoutingDecision>(d =>
        {
            d.ToTable("RoutingDecisions");
            // Read by conversation, newest first, and gone with it.
            d.HasKey(x => new { x.ConversationId, x.Id });
            d.Property(x => x.Reason).HasMaxLength(64);
            // Forty names of eighty letters, each written as six characters in JSON where it is not Latin.
            d.Property(x => x.Candidates).AsJson(40_000);
            d.HasOne<Conversation>().WithMany().HasForeignKey(x => x.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
