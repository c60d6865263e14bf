using Microsoft.EntityFrameworkCore;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;

namespace Portal.Data;

public abstract partial class PortalDbContext
{
    public DbSet<Mention> Mentions => Set<Mention>();
    public DbSet<Follower> Followers => Set<Follower>();
    public DbSet<Consult> Consults => Set<Consult>();
    public DbSet<Whisper> Whispers => Set<Whisper>();
    public DbSet<TeamMessage> TeamMessages => Set<TeamMessage>();
    public DbSet<TeamMark> TeamMarks => Set<TeamMark>();
    public DbSet<Problem> Problems => Set<Problem>();
    public DbSet<ProblemLink> ProblemLinks => Set<ProblemLink>();
    public DbSet<ProblemUpdate> ProblemUpdates => Set<ProblemUpdate>();
    public DbSet<ProblemDelivery> ProblemDeliveries => Set<ProblemDelivery>();

    private static void MapCollaboration(ModelBuilder model)
    {
        model.Entity<Mention>(m =>
        {
            m.ToTable("Mentions");
            m.HasKey(x => new { x.UserId, x.ConversationId, x.Sequence });
            m.Property(x => x.ByName).HasMaxLength(80);
            m.Property(x => x.Team).HasMaxLength(60);
            m.Property(x => x.Excerpt).HasMaxLength(Mention.ExcerptLength);
            m.HasIndex(x => new { x.UserId, x.At });
            m.HasIndex(x => x.UserId).HasFilter("\"SeenAt\" IS NULL").HasDatabaseName("IX_Mentions_Unseen");
            m.HasOne<Conversation>().WithMany().HasForeignKey(x => x.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Follower>(f =>
        {
            f.ToTable("Followers");
            f.HasKey(x => new { x.ConversationId, x.UserId });
            f.HasIndex(x => new { x.UserId, x.Since });
            f.HasOne<Conversation>().WithMany().HasForeignKey(x => x.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Consult>(c =>
        {
            c.ToTable("Consults");
            c.HasKey(x => x.Id);
            c.Property(x => x.Id).ValueGeneratedNever();
            c.Property(x => x.AskedByName).HasMaxLength(80);
            c.Property(x => x.ToName).HasMaxLength(80);
            c.Property(x => x.HolderName).HasMaxLength(80);
            c.Property(x => x.Question).HasMaxLength(Consult.LongestText);
            c.Ignore(x => x.IsLive).Ignore(x => x.Bearer);
            // Only what is live has such a time, so this index stays as small as what is going on.
            c.HasIndex(x => x.LapsesAt).HasFilter("\"LapsesAt\" IS NOT NULL");
            c.HasIndex(x => x.ConversationId);
            c.HasOne<Conversation>().WithMany().HasForeignKey(x => x.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Whisper>(w =>
        {
            w.ToTable("Whispers");
            w.HasKey(x => x.Id);
            w.Property(x => x.Id).ValueGeneratedNever();
            w.Property(x => x.AuthorName).HasMaxLength(80);
            w.Property(x => x.Text).HasMaxLength(WriteWhisper.LongestText);
            w.HasIndex(x => new { x.ConversationId, x.At });
            w.HasIndex(x => new { x.AgentId, x.UnseenSince }).HasFilter("\"UnseenSince\" IS NOT NULL");
            w.HasOne<Conversation>().WithMany().HasForeignKey(x => x.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<TeamMessage>(m =>
        {
            m.ToTable("TeamMessages");
            m.HasKey(x => x.Id);
            m.Property(x => x.Id).ValueGeneratedNever();
            m.Property(x => x.AuthorName).HasMaxLength(80);
            m.Property(x => x.Text).HasMaxLength(TeamChannel.LongestText);
            m.HasIndex(x => new { x.QueueId, x.At });
            m.HasOne<Queue>().WithMany().HasForeignKey(x => x.QueueId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<TeamMark>(m =>
        {
            m.ToTable("TeamMarks");
            m.HasKey(x => new { x.QueueId, x.UserId });
            // With the membership it goes, and so with the queue.
            m.HasOne<QueueMember>().WithOne().HasForeignKey<TeamMark>(x => new { x.QueueId, x.UserId }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Problem>(p =>
        {
            p.ToTable("Problems");
            p.HasKey(x => x.Id);
            p.Property(x => x.Id).ValueGeneratedNever();
            p.Property(x => x.Title).HasMaxLength(Problem.LongestTitle);
            p.Property(x => x.Cause).HasMaxLength(Problem.LongestCause);
            p.Property(x => x.OpenedByName).HasMaxLength(80);
            p.HasIndex(x => x.OpenedAt);
            p.HasIndex(x => x.OpenedAt, "IX_Problems_Open").HasFilter("\"ClosedAt\" IS NULL");
        });
        model.Entity<ProblemLink>(l =>
        {
            l.ToTable("ProblemLinks");
            l.HasKey(x => new { x.ProblemId, x.ConversationId });
            l.HasIndex(x => x.ConversationId);
            l.HasOne<Problem>().WithMany().HasForeignKey(x => x.ProblemId).OnDelete(DeleteBehavior.Cascade);
            l.HasOne<Conversation>().WithMany().HasForeignKey(x => x.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ProblemUpdate>(u =>
        {
            u.ToTable("ProblemUpdates");
            u.HasKey(x => x.Id);
            u.Property(x => x.Id).ValueGeneratedNever();
            u.Property(x => x.AuthorName).HasMaxLength(80);
            u.HasIndex(x => new { x.ProblemId, x.At });
            u.HasOne<Problem>().WithMany().HasForeignKey(x => x.ProblemId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ProblemDelivery>(d =>
        {
            d.ToTable("ProblemDeliveries");
            d.HasKey(x => new { x.UpdateId, x.ConversationId });
            d.HasIndex(x => x.ConversationId);
            // The index holds what is still to be posted and nothing else.
            d.HasIndex(x => x.DueAt).HasFilter("\"DueAt\" IS NOT NULL");
            d.HasOne<ProblemUpdate>().WithMany().HasForeignKey(x => x.UpdateId).OnDelete(DeleteBehavior.Cascade);
            d.HasOne<Conversation>().WithMany().HasForeignKey(x => x.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
