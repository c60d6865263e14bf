using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Accounts;
using Portal.Domain.Channels;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Escalation;
using Portal.Domain.Insights;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Domain.Triage;

namespace Portal.Nodes;

/// <summary>
/// Envelopes as JSON. Which events travel is listed here by name: a name from elsewhere never chooses a type. An event that
/// this version cannot read, as while nodes are upgraded one after the other, becomes <see cref="Lagged"/> on its topic.
/// </summary>
public static class RelayCodec
{
    private const int Version = 1;

    /// <summary>Events that other nodes hear.</summary>
    public static readonly FrozenDictionary<string, Type> Travelling = new[]
    {
        typeof(EntryPosted), typeof(ConversationChanged), typeof(ReceiptsAdvanced), typeof(SomebodyTyping), typeof(SomebodyViewing),
        typeof(CommitmentsChanged), typeof(FollowedFor), typeof(EscalationChanged), typeof(TiersChanged), typeof(AgentChanged), typeof(QueueChanged), typeof(StatusesChanged), typeof(SkillsChanged),
        typeof(InboxChanged), typeof(CustomerChanged), typeof(AccessChanged), typeof(ServiceLevelsChanged), typeof(ServiceLevelAlarm),
        typeof(ConversationEscalated), typeof(TriageChanged), typeof(MentionsChanged), typeof(FollowersChanged), typeof(ConsultChanged),
        typeof(ConversationsRemoved), typeof(Whispered), typeof(TeamMessageWritten), typeof(TeamChannelRead), typeof(ProblemChanged),
    }.ToFrozenDictionary(type => type.Name);

    /// <summary>Events of one node only: each draws its own board, and tells its own subscribers what they missed.</summary>
    public static readonly IReadOnlyCollection<Type> Staying = [typeof(BoardChanged), typeof(Lagged)];

    private static readonly JsonSerializerOptions Json = new()
    {
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new IdConverter<ConversationId>(id => new(id), id => id.Value), new IdConverter<CustomerId>(id => new(id), id => id.Value),
            new IdConverter<InboxId>(id => new(id), id => id.Value), new IdConverter<QueueId>(id => new(id), id => id.Value),
            new IdConverter<UserId>(id => new(id), id => id.Value), new IdConverter<SkillId>(id => new(id), id => id.Value),
            new IdConverter<AttachmentId>(id => new(id), id => id.Value),
        },
    };

    public static bool Travels(IEvent fact) => Travelling.ContainsKey(fact.GetType().Name);

    public static byte[] Encode(RelayEnvelope envelope)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteNumber("v", Version);
        json.WriteString("node", envelope.Node);
        json.WriteNumber("number", envelope.Number);
        json.WriteNumber("confirmed", envelope.Confirmed);
        json.WritePropertyName("lost");
        JsonSerializer.Serialize(json, envelope.Lost, Json);
        json.WriteString("folder", envelope.Folder);
        json.WriteBoolean("last", envelope.IsLast);
        if (envelope.Since is { } since) json.WriteNumber("since", since.UtcTicks);
        json.WriteStartArray("events");
        foreach (var fact in envelope.Events)
        {
            json.WriteStartObject();
            json.WriteString("type", fact.GetType().Name);
            json.WritePropertyName("topic");
            JsonSerializer.Serialize(json, fact.Topic, Json);
            json.WritePropertyName("fact");
            JsonSerializer.Serialize(json, fact, fact.GetType(), Json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    /// <exception cref="JsonException">Not an envelope of a version that is known here.</exception>
    public static RelayEnvelope Decode(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            if (root.GetProperty("v").GetInt32() != Version) throw new JsonException("An envelope of another version");
            return new RelayEnvelope(
                root.GetProperty("node").GetGuid(),
                root.GetProperty("number").GetInt64(),
                root.GetProperty("confirmed").GetInt64(),
                root.GetProperty("lost").Deserialize<Topic[]>(Json),
                root.GetProperty("folder").GetGuid(),
                root.GetProperty("last").GetBoolean(),
                [.. root.GetProperty("events").EnumerateArray().Select(Event)],
                root.TryGetProperty("since", out var since) ? new DateTimeOffset(since.GetInt64(), TimeSpan.Zero) : null);
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            throw new JsonException("Not an envelope", error);
        }
    }

    private static IEvent Event(JsonElement element)
    {
        var topic = element.GetProperty("topic").Deserialize<Topic>(Json);
        try
        {
            if (Travelling.TryGetValue(element.GetProperty("type").GetString() ?? "", out var type)
                && element.GetProperty("fact").Deserialize(type, Json) is IEvent fact && fact.Topic == topic) return fact;
        }
        catch (JsonException)
        {
            // Of a newer or older version: the store can be read, whatever the event said.
        }

        return new Lagged(topic);
    }

    private sealed class IdConverter<T>(Func<Guid, T> wrap, Func<T, Guid> unwrap) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => wrap(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(unwrap(value));
    }
}
