using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Triage;

namespace Portal.Data;

public abstract partial class PortalDbContext
{
    public DbSet<TriageVersion> TriageVersions => Set<TriageVersion>();
    public DbSet<TriageRecord> TriageRecords => Set<TriageRecord>();

    private static void MapTriage(ModelBuilder model)
    {
        model.Entity<TriageVersion>(v =>
        {
            v.ToTable("TriageVersions");
            v.HasKey(x => x.Number);
            v.Property(x => x.Number).ValueGeneratedNever();
            v.Property(x => x.SavedBy).HasMaxLength(80);
            v.Property(x => x.PublishedBy).HasMaxLength(80);
            v.Property(x => x.Rules).AsJson(4_000_000);
            v.Ignore(x => x.IsDraft);
        });
        model.Entity<TriageRecord>(r =>
        {
            r.ToTable("TriageRecords");
            // Read by conversation, newest first, and gone with it.
            r.HasKey(x => new { x.ConversationId, x.Id });
            r.Property(x => x.Language).HasMaxLength(8);
            r.Property(x => x.Hits).AsJson(200_000);
            r.HasOne<Conversation>().WithMany().HasForeignKey(x => x.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
