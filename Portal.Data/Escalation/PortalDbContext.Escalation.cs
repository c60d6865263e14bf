using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.Routing;

namespace Portal.Data;

public abstract partial class PortalDbContext
{
    /// <summary>The conversation again while its case is asked for: unique, so that two cannot be.</summary>
    internal const string OpenFor = "OpenFor";

    public DbSet<Tier> Tiers => Set<Tier>();
    public DbSet<EscalationCase> EscalationCases => Set<EscalationCase>();
    public DbSet<TierRequest> TierRequests => Set<TierRequest>();

    private static void MapEscalation(ModelBuilder model)
    {
        model.Entity<Tier>(t =>
        {
            t.ToTable("Tiers");
            t.HasKey(x => x.Id);
            t.Property(x => x.Id).ValueGeneratedNever();
            t.Property(x => x.Name).HasMaxLength(SaveTier.LongestName);
            t.Property(x => x.Required).AsJson(200);
            t.Property(x => x.FromQueues).AsJson(4_000);
            t.HasOne<Queue>().WithMany().HasForeignKey(x => x.QueueId).OnDelete(DeleteBehavior.NoAction);
        });
        model.Entity<EscalationCase>(e =>
        {
            e.ToTable("EscalationCases");
            e.HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.Property(x => x.TierName).HasMaxLength(SaveTier.LongestName);
            e.Property(x => x.FromName).HasMaxLength(80);
            e.Property(x => x.AcceptedByName).HasMaxLength(80);
            e.Property(x => x.ReturnReason).HasMaxLength(EscalationRules.LongestReason);
            // Six lists of twelve lines, each letter written as six characters where it is not Latin.
            e.Property(x => x.Packet).AsJson(200_000);
            e.Property(x => x.Word).HasMaxLength(EscalationRules.LongestWord);
            e.Property(x => x.Version).IsConcurrencyToken();
            e.Ignore(x => x.AcceptedAfter).Ignore(x => x.Sender);
            e.Property<Guid?>(OpenFor);
            e.HasIndex(OpenFor).IsUnique().HasFilter("\"OpenFor\" IS NOT NULL");
            e.HasIndex(x => new { x.ConversationId, x.AskedAt });
            e.HasIndex(x => x.AskedAt);
            // What waits for something now; the others stay out of these indexes.
            e.HasIndex(x => x.AcceptBy).HasFilter("\"AcceptBy\" IS NOT NULL");
            e.HasIndex(x => new { x.QueueId, x.AcceptBy }).HasFilter("\"AcceptBy\" IS NOT NULL");
            e.HasIndex(x => x.AcceptedAt).HasFilter("\"HandedOverAt\" IS NULL AND \"AcceptedAt\" IS NOT NULL");
            e.HasIndex(x => x.HandedOverAt).HasFilter("\"AskedAgain\" IS NULL AND \"HandedOverAt\" IS NOT NULL");
            e.HasOne<Conversation>().WithMany().HasForeignKey(x => x.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<TierRequest>(r =>
        {
            r.ToTable("TierRequests");
            r.HasKey(x => new { x.CaseId, x.Number });
            r.Property(x => x.TierName).HasMaxLength(SaveTier.LongestName);
            r.HasIndex(x => x.AskedAt);
            r.HasOne<EscalationCase>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
