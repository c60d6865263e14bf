using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;

namespace Portal.Data;

public abstract partial class PortalDbContext
{
    public DbSet<Inbox> Inboxes => Set<Inbox>();

    private static void MapChannels(ModelBuilder model)
    {
        model.Entity<Inbox>(i =>
        {
            i.ToTable("Inboxes");
            i.HasKey(x => x.Id);
            i.Property(x => x.Id).ValueGeneratedNever();
            i.Property(x => x.Key).HasMaxLength(64);
            i.HasIndex(x => x.Key).IsUnique();
            i.Property(x => x.Name).HasMaxLength(60);
            i.Property(x => x.Secret).HasMaxLength(1000);
            i.Property(x => x.Origins).AsJson(4000);
            i.Property(x => x.Needs).HasMaxLength(300).HasConversion(v => Conversions.JoinNeeds(v), v => Conversions.SplitNeeds(v), Same<SkillNeed>());
            i.Property(x => x.Look).AsJson(1000);
            i.Property(x => x.Texts).AsJson(8000);
            i.Property(x => x.Hours).AsJson(8000);
            i.Property(x => x.Form).AsJson(500);
            i.HasOne<Queue>().WithMany().HasForeignKey(x => x.QueueId).OnDelete(DeleteBehavior.NoAction);
        });
    }
}
