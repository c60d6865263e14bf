using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Portal.Data.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Data;

public abstract partial class PortalDbContext
{
    public DbSet<Commitment> Commitments => Set<Commitment>();
    public DbSet<Conversation> Conversations => Set<Conversation>();
    public DbSet<TimelineEntry> Entries => Set<TimelineEntry>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<ReadMark> ReadMarks => Set<ReadMark>();

    private static void MapConversations(ModelBuilder model)
    {
        model.Entity<Conversation>(c =>
        {
            c.ToTable("Conversations");
            c.HasKey(x => x.Id);
            c.Property(x => x.Id).ValueGeneratedNever();
            c.Property(x => x.Preview).HasMaxLength(ConversationRules.PreviewLength);
            c.Property(x => x.PassedOver).HasMaxLength(2000).HasConversion(
                v => Conversions.JoinIds(v), v => Conversions.SplitIds(v),
                new ValueComparer<ImmutableArray<UserId>>((a, b) => a.SequenceEqual(b), v => v.Length, v => v));
            c.Property(x => x.Needs).HasMaxLength(300).HasConversion(
                v => Conversions.JoinNeeds(v), v => Conversions.SplitNeeds(v),
                new ValueComparer<ImmutableArray<SkillNeed>>((a, b) => a.SequenceEqual(b), v => v.Length, v => v));
            c.Ignore(x => x.Holder).Ignore(x => x.IsQueued).Ignore(x => x.Takes).Ignore(x => x.IsSimulated);
            c.Property(x => x.Topic).HasMaxLength(Categories.LongestTopic);
            c.Property(x => x.Tags).HasMaxLength(Categories.MostTags * (Categories.LongestTag + 1)).HasConversion(
                v => Conversions.JoinWords(v), v => Conversions.SplitWords(v),
                new ValueComparer<ImmutableArray<string>>((a, b) => a.SequenceEqual(b), v => v.Length, v => v));
            c.Property(x => x.Page).HasMaxLength(300);
            // One index for each question that is asked of the whole table.
            c.HasIndex(x => new { x.AssigneeId, x.Status, x.QueuedAt });
            c.HasIndex(x => new { x.Status, x.LastEntryAt });
            c.HasIndex(x => new { x.CustomerId, x.CreatedAt });
            // Few conversations have these; the others stay out of the index.
            c.HasIndex(x => new { x.QueueId, x.QueuedAt }).HasFilter("\"QueuedAt\" IS NOT NULL");
            c.HasIndex(x => new { x.QueueId, x.CountsFrom }).HasFilter("\"CountsFrom\" IS NOT NULL");
            c.HasIndex(x => x.OfferExpiresAt).HasFilter("\"OfferExpiresAt\" IS NOT NULL");
            c.HasIndex(x => x.HeldUntil).HasFilter("\"HeldUntil\" IS NOT NULL");
            c.HasIndex(x => new { x.AssigneeId, x.WrapUpUntil }).HasFilter("\"WrapUpUntil\" IS NOT NULL");
            c.HasIndex(x => x.WrapUpUntil).HasFilter("\"WrapUpUntil\" IS NOT NULL");
            c.HasIndex(x => x.SnoozedUntil).HasFilter("\"SnoozedUntil\" IS NOT NULL");
            c.HasIndex(x => x.AlarmAt).HasFilter("\"AlarmAt\" IS NOT NULL");
            c.HasIndex(x => x.SimulatedAt).HasFilter("\"SimulatedAt\" IS NOT NULL");
            // Not by the newest entry: that would have every message write to one index more.
            c.HasIndex(x => x.ResolvedAt).HasFilter("\"ResolvedAt\" IS NOT NULL");
            c.HasIndex(x => new { x.QueueId, x.ResolvedAt }).HasFilter("\"ResolvedAt\" IS NOT NULL");
            c.HasIndex(x => x.CreatedAt);
            c.HasIndex(x => x.FirstResponseAt);
        });
        model.Entity<TimelineEntry>(e =>
        {
            e.ToTable("Entries");
            e.HasKey(x => new { x.ConversationId, x.Sequence });
            e.Property(x => x.Sequence).ValueGeneratedNever();
            // The message's id first: it grows with time, so a batch of many conversations touches one end of the index instead of
            // a page for each of them, which is what a flush of the disk pays for.
            e.HasIndex(x => new { x.ClientMessageId, x.ConversationId }).IsUnique();
            e.Property(x => x.AuthorName).HasMaxLength(80);
            e.Property(x => x.Reason).HasMaxLength(64);
            // Few entries have a file; the others stay out of the index.
            e.HasIndex(x => x.AttachmentId).HasFilter("\"AttachmentId\" IS NOT NULL");
            e.HasOne<Conversation>().WithMany().HasForeignKey(x => x.ConversationId).OnDelete(DeleteBehavior.Cascade);
            e.HasOne(x => x.Attachment).WithMany().HasForeignKey(x => x.AttachmentId).OnDelete(DeleteBehavior.NoAction);
        });
        model.Entity<Commitment>(c =>
        {
            c.ToTable("Commitments");
            c.HasKey(x => x.Id);
            c.Property(x => x.Id).ValueGeneratedNever();
            c.Property(x => x.Text).HasMaxLength(Commitment.LongestText);
            c.HasIndex(x => new { x.ConversationId, x.Sequence });
            c.HasIndex(x => new { x.UserId, x.OpenUntil }).HasFilter("\"OpenUntil\" IS NOT NULL");
            c.HasOne<Conversation>().WithMany().HasForeignKey(x => x.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Attachment>(a =>
        {
            a.ToTable("Attachments");
            a.HasKey(x => x.Id);
            a.Property(x => x.Id).ValueGeneratedNever();
            a.Property(x => x.FileName).HasMaxLength(120);
            a.Property(x => x.ContentType).HasMaxLength(80);
            a.Ignore(x => x.IsImage);
            a.HasIndex(x => x.UploadedAt);
            a.HasOne<Conversation>().WithMany().HasForeignKey(x => x.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ReadMark>(m =>
        {
            m.ToTable("ReadMarks");
            m.HasKey(x => new { x.ConversationId, x.ReaderId });
            m.HasOne<Conversation>().WithMany().HasForeignKey(x => x.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
