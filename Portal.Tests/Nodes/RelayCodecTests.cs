using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Portal.Domain.Accounts;
using Portal.Domain.Channels;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Escalation;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Domain.Triage;
using Portal.Nodes;

namespace Portal.Tests.Nodes;

public sealed class RelayCodecTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ConversationId Id = ConversationId.New();

    public static TheoryData<IEvent> Events => new(Samples());

    [Fact]
    public void Codec_EveryEventOfTheProduct_TravelsOrStaysOnPurpose()
    {
        var all = typeof(IEvent).Assembly.GetTypes().Where(t => t.IsClass && typeof(IEvent).IsAssignableFrom(t)).ToHashSet();

        Assert.Equal(all, [.. RelayCodec.Travelling.Values, .. RelayCodec.Staying]);
        Assert.Empty(RelayCodec.Travelling.Values.Intersect(RelayCodec.Staying));
    }

    [Fact]
    public void Samples_Here_CoverEveryEventThatTravels() =>
        Assert.Equal(RelayCodec.Travelling.Values.ToHashSet(), Samples().Select(e => e.GetType()).ToHashSet());

    [Theory]
    [MemberData(nameof(Events), DisableDiscoveryEnumeration = true)]
    public void Decode_WhatWasEncoded_IsTheSameInEveryField(IEvent fact)
    {
        var read = Assert.Single(Through(fact).Events);

        Assert.Equal(fact.GetType(), read.GetType());
        Assert.Equal(JsonSerializer.Serialize(fact, fact.GetType()), JsonSerializer.Serialize(read, read.GetType()));
    }

    [Fact]
    public void Decode_AnEnvelope_KeepsItsStreamAndItsLosses()
    {
        var sent = new RelayEnvelope(Guid.NewGuid(), 12, 9, [Topic.Desk, Topic.Staff(Id)], Guid.NewGuid(), true, [], Now);

        var read = RelayCodec.Decode(RelayCodec.Encode(sent));

        Assert.Equal(sent with { Lost = null, Events = read.Events }, read with { Lost = null });
        Assert.Equal(sent.Lost!, read.Lost!);
        Assert.Null(RelayCodec.Decode(RelayCodec.Encode(sent with { Lost = null })).Lost);
        Assert.Null(RelayCodec.Decode(RelayCodec.Encode(sent with { Since = null })).Since);
    }

    [Theory]
    [InlineData("AgentChanged", "AgentMoved")]
    [InlineData("\"Name\":\"Ines\"", "\"Called\":\"Ines\"")]
    [InlineData("\"Chat\":4", "\"Chat\":\"four\"")]
    public void Decode_AnEventOfAnotherVersion_TellsItsTopicToReadAgain(string from, string to)
    {
        var bytes = Replace(RelayCodec.Encode(Envelope(new AgentChanged(Ines))), from, to);

        var read = Assert.Single(RelayCodec.Decode(bytes).Events);

        Assert.Equal(new Lagged(Topic.Agents), read);
    }

    [Fact]
    public void Decode_AnEventUnderAForeignTopic_IsNotBelieved()
    {
        var note = new EntryPosted(Topic.Staff(Id), Entry with { Kind = EntryKind.Note, Audience = Audience.Staff }, 6);
        var customers = JsonSerializer.Serialize(Topic.Customer(Id).Kind);
        var text = Encoding.UTF8.GetString(RelayCodec.Encode(Envelope(note)));
        var at = text.IndexOf("\"topic\":{\"Kind\":", StringComparison.Ordinal) + "\"topic\":{\"Kind\":".Length;

        var read = Assert.Single(RelayCodec.Decode(Encoding.UTF8.GetBytes(text[..at] + customers + text[(at + 1)..])).Events);

        Assert.Equal(new Lagged(Topic.Customer(Id)), read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"v":2}""")]
    [InlineData("""{"v":1,"node":"x","number":1}""")]
    [InlineData("""{"v":1,"node":"0198f2aa-0000-7000-8000-000000000000","number":1,"confirmed":0,"lost":5,"folder":"0198f2aa-0000-7000-8000-000000000000","last":false,"events":[]}""")]
    public void Decode_Rubbish_IsRefused(string text) =>
        Assert.ThrowsAny<JsonException>(() => RelayCodec.Decode(Encoding.UTF8.GetBytes(text)));

    private static Agent Ines => new() { Id = new(Guid.NewGuid()), Name = "Ines", Load = new(Chat: 2, Email: 1), Presence = Presence.Available, PresenceSince = Now, LastSeenAt = Now };

    private static TimelineEntry Entry => new()
    {
        ConversationId = Id, Sequence = 7, ClientMessageId = Guid.CreateVersion7(), Kind = EntryKind.Attachment, Audience = Audience.Everyone,
        AuthorRole = Role.Customer, AuthorId = Guid.NewGuid(), AuthorName = "Ada \"🫖\"", Text = "dent\u2028ed", AttachmentId = new(Guid.NewGuid()), CreatedAt = Now,
        Attachment = new Attachment { Id = new(Guid.NewGuid()), ConversationId = Id, FileName = "a.png", ContentType = "image/png", Size = 5, Width = 1, Height = 2, UploadedAt = Now, UploadedBy = Guid.NewGuid() },
    };

    private static Conversation State => new()
    {
        Id = Id, InboxId = InboxId.New(), CustomerId = CustomerId.New(), QueueId = QueueId.New(), CreatedAt = Now, AssigneeId = new(Guid.NewGuid()),
        PassedOver = [new(Guid.NewGuid()), new(Guid.NewGuid())], Status = ConversationStatus.Snoozed, SnoozedUntil = Now, LastSequence = 7, LastPublicSequence = 6, LastEntryAt = Now,
        Level = PriorityLevel.High, AnswerSince = Now, AnswerSpent = TimeSpan.FromMinutes(3), AnswerDueAt = Now.AddMinutes(2), ResolutionSince = Now,
        ResolutionSpent = TimeSpan.FromMinutes(9), ResolutionDueAt = Now.AddHours(2), AlarmAt = Now.AddMinutes(1), Marks = ServiceMarks.AnswerWarned | ServiceMarks.FirstLate,
        Topic = "Returns", Tags = ["dent"], HeldUntil = Now, WrapUpUntil = Now, NextAnswers = 3, NextAnswersLate = 1, NextAnsweredAt = Now, Preview = "dent", PreviewRole = Role.Agent, Version = 9, SimulatedAt = Now,
    };

    private static IEnumerable<IEvent> Samples()
    {
        yield return new EntryPosted(Topic.Staff(Id), Entry, 6);
        yield return new ConversationChanged(Topic.Desk, State, null);
        yield return new ConversationChanged(Topic.Staff(Id), State, State with { Version = 8, PassedOver = [] });
        yield return new ReceiptsAdvanced(Topic.Customer(Id), Id, Side.Staff, Guid.NewGuid(), 7, 6);
        yield return new SomebodyTyping(Topic.Staff(Id), Id, Side.Customer, Guid.NewGuid(), "Ada", true);
        yield return new SomebodyViewing(Topic.Staff(Id), Id, Guid.NewGuid(), "Ines", false);
        yield return new AgentChanged(Ines);
        yield return new QueueChanged(QueueId.New());
        yield return new StatusesChanged();
        yield return new SkillsChanged();
        yield return new TriageChanged(Topic.Setup, 3, Published: true);
        yield return new InboxChanged(InboxId.New());
        yield return new CustomerChanged(Topic.Desk, new Customer { Id = CustomerId.New(), IdentifiedBy = InboxId.New(), ExternalId = "7", Name = "Ada", CreatedAt = Now, Attributes = new Dictionary<string, string> { ["plan"] = "gold" }.ToImmutableDictionary() });
        yield return new EscalationChanged(Id, Guid.NewGuid(), EscalationState.Accepted, new(Guid.NewGuid()), "Experts", null, true);
        yield return new TiersChanged();
        yield return new ConversationsRemoved();
        yield return new CommitmentsChanged(new(Guid.NewGuid()));
        yield return new ServiceLevelsChanged();
        yield return new ServiceLevelAlarm(Topic.Alarms, Id, QueueId.New(), "Orders", new(ServiceMetric.Resolution, true, Now), true);
        yield return new FollowedFor(new(Guid.NewGuid()), Id, "Tom");
        yield return new ConversationEscalated(Id, QueueId.New(), QueueId.New(), ServiceMetric.NextAnswer);
        yield return new AccessChanged(new(Guid.NewGuid()));
        yield return new MentionsChanged(new(Guid.NewGuid()), Id, "Ines", "@Ada look");
        yield return new FollowersChanged(Id, new(Guid.NewGuid()), true);
        yield return new ConsultChanged(Topic.Staff(Id), new() { Id = Guid.NewGuid(), ConversationId = Id, AskedById = new(Guid.NewGuid()), AskedByName = "Ines", ToQueueId = QueueId.New(), ToName = "Returns", Question = "?", AskedAt = Now, LapsesAt = Now, Version = 2 });
        yield return new Whispered(Topic.Lead(Id), new() { Id = Guid.NewGuid(), ConversationId = Id, AgentId = new(Guid.NewGuid()), AuthorId = new(Guid.NewGuid()), AuthorName = "Rosa", Text = "Refund", At = Now });
        yield return new TeamMessageWritten(new() { Id = Guid.NewGuid(), QueueId = QueueId.New(), AuthorId = new(Guid.NewGuid()), AuthorName = "Ines", Text = "Lunch", At = Now });
        yield return new TeamChannelRead(new(Guid.NewGuid()), QueueId.New());
        yield return new ProblemChanged(Guid.NewGuid());
    }

    private static RelayEnvelope Envelope(IEvent fact) => new(Guid.NewGuid(), 1, 0, [], Guid.NewGuid(), false, [fact]);

    private static RelayEnvelope Through(IEvent fact) => RelayCodec.Decode(RelayCodec.Encode(Envelope(fact)));

    private static byte[] Replace(byte[] bytes, string from, string to)
    {
        var text = Encoding.UTF8.GetString(bytes);
        Assert.Contains(from, text, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
    }
}
