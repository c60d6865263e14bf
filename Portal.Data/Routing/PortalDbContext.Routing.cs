using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Portal.Data.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;

namespace Portal.Data;

public abstract partial class PortalDbContext
{
    public DbSet<Queue> Queues => Set<Queue>();
    public DbSet<QueueMember> QueueMembers => Set<QueueMember>();
    public DbSet<Skill> Skills => Set<Skill>();
    public DbSet<Agent> Agents => Set<Agent>();
    public DbSet<RoutingSettings> RoutingSettings => Set<RoutingSettings>();
    public DbSet<PresenceChange> PresenceChanges => Set<PresenceChange>();
    public DbSet<SurgeRecord> Surges => Set<SurgeRecord>();
    public DbSet<RoutingDecision> RoutingDecisions => Set<RoutingDecision>();

    private static void MapRouting(ModelBuilder model)
    {
        model.Entity<Queue>(q =>
        {
            q.ToTable("Queues");
            q.HasKey(x => x.Id);
            q.Property(x => x.Id).ValueGeneratedNever();
            q.Ignore(x => x.ClosedUntil).Ignore(x => x.Policy);
            q.Property(x => x.Name).HasMaxLength(60);
            q.Property(x => x.SurgeBy).HasMaxLength(80);
            q.Property(x => x.Needs).HasMaxLength(300).HasConversion(v => Conversions.JoinNeeds(v), v => Conversions.SplitNeeds(v), Same<SkillNeed>());
            q.Property(x => x.Relaxation).AsJson(500);
            // Twenty texts of three hundred letters, each written as six characters where it is not Latin.
            q.Property(x => x.FullTexts).AsJson(40_000);
        });
        model.Entity<SurgeRecord>(s =>
        {
            s.ToTable("Surges");
            s.HasKey(x => x.Id);
            s.Property(x => x.Id).ValueGeneratedNever();
            s.Property(x => x.QueueName).HasMaxLength(60);
            s.Property(x => x.By).HasMaxLength(80);
            s.Property(x => x.EndedBy).HasMaxLength(80);
            s.HasIndex(x => x.From);
            s.HasIndex(x => new { x.QueueId, x.Until });
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
            a.Property(x => x.Skills).HasMaxLength(2000).HasConversion(v => Conversions.JoinSkills(v), v => Conversions.SplitSkills(v), Same<SkillLevel>());
            a.Property(x => x.StatusReason).HasMaxLength(60);
            // A column for each number of each kind, so that a claim asks and changes in one statement (ShareSql).
            a.ComplexProperty(x => x.Capacity);
            a.ComplexProperty(x => x.Load);
            a.ComplexProperty(x => x.Used);
            a.Ignore(x => x.WrapUps);
            a.HasIndex(x => new { x.Presence, x.LastSeenAt });
            a.HasIndex(x => new { x.Presence, x.LastActedAt });
        });
        model.Entity<RoutingSettings>(s =>
        {
            s.ToTable("RoutingSettings");
            s.HasKey(x => x.Id);
            s.Property(x => x.Id).ValueGeneratedNever();
            // Twenty names of forty letters, each written as six characters where it is not Latin.
            s.Property(x => x.Statuses).AsJson(8_000);
        });
        model.Entity<PresenceChange>(c =>
        {
            c.ToTable("PresenceChanges");
            c.HasKey(x => x.Id);
            c.Property(x => x.Id).ValueGeneratedNever();
            c.Property(x => x.Reason).HasMaxLength(60);
            c.HasIndex(x => x.At);
            c.HasOne<Agent>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Skill>(s =>
        {
            s.ToTable("Skills");
            s.HasKey(x => x.Id);
            s.Property(x => x.Id).ValueGeneratedNever();
            s.Property(x => x.Name).HasMaxLength(40);
            s.Property(x => x.Language).HasMaxLength(8);
        });
        model.Entity<RoutingDecision>(d =>
        {
            d.ToTable("RoutingDecisions");
            // Read by conversation, newest first, and gone with it.
            d.HasKey(x => new { x.ConversationId, x.Id });
            d.Property(x => x.Reason).HasMaxLength(64);
            d.Property(x => x.Needs).HasMaxLength(600).HasConversion(v => Conversions.JoinNeeds(v), v => Conversions.SplitNeeds(v), Same<SkillNeed>());
            d.Ignore(x => x.Share);
            // Forty names of eighty letters, each written as six characters in JSON where it is not Latin.
            // And for each what they lack and their score.
            d.Property(x => x.Candidates).AsJson(50_000);
            d.HasOne<Conversation>().WithMany().HasForeignKey(x => x.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static ValueComparer<ImmutableArray<T>> Same<T>() => new((a, b) => a.SequenceEqual(b), v => v.Length, v => v);
}
