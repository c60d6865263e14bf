using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Data.Shared;

/// <summary>How the domain's own types are stored, the same in every engine.</summary>
internal static class Conversions
{
    public static void Apply(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<ConversationId>().HaveConversion<ConversationIdConverter>();
        conventions.Properties<CustomerId>().HaveConversion<CustomerIdConverter>();
        conventions.Properties<InboxId>().HaveConversion<InboxIdConverter>();
        conventions.Properties<QueueId>().HaveConversion<QueueIdConverter>();
        conventions.Properties<UserId>().HaveConversion<UserIdConverter>();
        conventions.Properties<CalendarId>().HaveConversion<CalendarIdConverter>();
        conventions.Properties<PolicyId>().HaveConversion<PolicyIdConverter>();
        conventions.Properties<SkillId>().HaveConversion<SkillIdConverter>();
        conventions.Properties<AttachmentId>().HaveConversion<AttachmentIdConverter>();
        // SQLite cannot order its own text form of a time, and PostgreSQL keeps microseconds only: ticks are exact everywhere.
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        conventions.Properties<TimeSpan>().HaveConversion<TimeSpanToTicksConverter>();
    }

    /// <summary>Stores a value as JSON text: for settings that are read and written whole and never searched.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property, int length) where T : notnull
    {
        var converter = new ValueConverter<T, string>(v => JsonSerializer.Serialize(v, JsonSerializerOptions.Web), s => JsonSerializer.Deserialize<T>(s, JsonSerializerOptions.Web)!);
        var comparer = new ValueComparer<T>(
            (a, b) => JsonSerializer.Serialize(a, JsonSerializerOptions.Web) == JsonSerializer.Serialize(b, JsonSerializerOptions.Web),
            v => JsonSerializer.Serialize(v, JsonSerializerOptions.Web).GetHashCode(StringComparison.Ordinal),
            v => v);
        return property.HasConversion(converter, comparer).HasMaxLength(length);
    }

    public static string JoinIds(ImmutableArray<UserId> ids) => string.Join(',', ids.Select(i => i.Value.ToString("N")));

    public static ImmutableArray<UserId> SplitIds(string text) =>
        text.Length == 0 ? [] : [.. text.Split(',').Select(i => new UserId(Guid.ParseExact(i, "N")))];

    /// <summary>"id:level", with "!" for what is a must, comma between: as short as it is written with every conversation.</summary>
    public static string JoinNeeds(ImmutableArray<SkillNeed> needs) =>
        needs.Length == 0 ? "" : string.Join(',', needs.Select(n => $"{n.Skill.Value:N}:{n.Level}{(n.Must ? "!" : "")}"));

    public static ImmutableArray<SkillNeed> SplitNeeds(string text) => text.Length == 0 ? [] :
        [.. text.Split(',').Select(n => new SkillNeed(new(Guid.ParseExact(n.AsSpan(0, 32), "N")), n[33] - '0', n.EndsWith('!')))];

    public static string JoinSkills(ImmutableArray<SkillLevel> skills) => string.Join(',', skills.Select(s => $"{s.Skill.Value:N}:{s.Level}"));

    public static ImmutableArray<SkillLevel> SplitSkills(string text) => text.Length == 0 ? [] :
        [.. text.Split(',').Select(s => new SkillLevel(new(Guid.ParseExact(s.AsSpan(0, 32), "N")), s[33] - '0'))];
    /// <summary>Words that hold no line breaks, one a line.</summary>
    public static string JoinWords(ImmutableArray<string> words) => string.Join('\n', words);

    public static ImmutableArray<string> SplitWords(string text) => text.Length == 0 ? [] : [.. text.Split('\n')];

    public static long ToTicks(DateTimeOffset time) => time.UtcTicks;

    public static DateTimeOffset FromTicks(long ticks) => new(ticks, TimeSpan.Zero);

    private sealed class ConversationIdConverter() : ValueConverter<ConversationId, Guid>(v => v.Value, v => new(v));
    private sealed class CustomerIdConverter() : ValueConverter<CustomerId, Guid>(v => v.Value, v => new(v));
    private sealed class InboxIdConverter() : ValueConverter<InboxId, Guid>(v => v.Value, v => new(v));
    private sealed class QueueIdConverter() : ValueConverter<QueueId, Guid>(v => v.Value, v => new(v));
    private sealed class UserIdConverter() : ValueConverter<UserId, Guid>(v => v.Value, v => new(v));
    private sealed class CalendarIdConverter() : ValueConverter<CalendarId, Guid>(v => v.Value, v => new(v));
    private sealed class PolicyIdConverter() : ValueConverter<PolicyId, Guid>(v => v.Value, v => new(v));
    private sealed class SkillIdConverter() : ValueConverter<SkillId, Guid>(v => v.Value, v => new(v));
    private sealed class AttachmentIdConverter() : ValueConverter<AttachmentId, Guid>(v => v.Value, v => new(v));
    private sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(v => v.UtcTicks, v => new(v, TimeSpan.Zero));
}
