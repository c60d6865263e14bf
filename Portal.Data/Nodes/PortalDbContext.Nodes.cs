using Microsoft.EntityFrameworkCore;
using Portal.Data.Nodes;

namespace Portal.Data;

public abstract partial class PortalDbContext
{
    public DbSet<NodeRow> Nodes => Set<NodeRow>();
    public DbSet<NodeNews> NodeNews => Set<NodeNews>();

    private static void MapNodes(ModelBuilder model)
    {
        model.Entity<NodeRow>(n =>
        {
            n.ToTable("Nodes");
            n.HasKey(x => x.Id);
            n.Property(x => x.Id).ValueGeneratedNever();
        });
        model.Entity<NodeNews>(n =>
        {
            n.ToTable("NodeNews");
            n.HasKey(x => new { x.NodeId, x.Beat });
            n.Property(x => x.Beat).ValueGeneratedNever();
            n.HasOne<NodeRow>().WithMany().HasForeignKey(x => x.NodeId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
