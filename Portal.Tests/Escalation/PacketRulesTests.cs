using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.Shared;

namespace Portal.Tests.Escalation;

public sealed class PacketRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Actor Mara = Actor.Of(CustomerId.New(), "Mara");
    private static readonly Actor Ines = new(Guid.CreateVersion7(), Role.Agent, "Ines");

    [Fact]
    public void Draft_AWholeStory_HoldsWhatTheNextPersonNeeds()
    {
        var packet = PacketRules.Draft(Talk(
            (Mara, "Hi"),
            (Mara, "My parcel for order #A-10442 arrived broken and I want my money back."),
            (Ines, "Could you try the refund form on our site?"),
            (Mara, "I did. It says error 500. My email is mara@mail.example"),
            (Ines, "I will check with the warehouse and write back by 15:00."),
            (Mara, "order #A10442, as I said. When do I get it?")), TimeZoneInfo.Utc);

        Assert.Equal("My parcel for order #A-10442 arrived broken and I want my money back.", packet.Goal);
        Assert.Equal("Could you try the refund form on our site?", Assert.Single(packet.Tried).Text);
        Assert.Contains(packet.Fields, f => f is { Kind: "email", Value: "mara@mail.example" });
        Assert.Single(packet.Fields, f => f.Kind == "reference");
        Assert.Equal(4, Assert.Single(packet.Evidence).Sequence);
        var promise = Assert.Single(packet.Promises);
        Assert.Equal(Start.Date.AddHours(15), promise.Due?.UtcDateTime);
        Assert.Equal("When do I get it?", Assert.Single(packet.OpenQuestions).Text.Trim());
        Assert.Equal(2, Assert.Single(packet.Repeated).Times);
    }

    [Fact]
    public void Draft_TheSameQuestionInOtherWords_IsOneRepetition()
    {
        var packet = PacketRules.Draft(Talk((Mara, "When will my refund arrive?"), (Ines, "Let me look."), (Mara, "So when will the refund arrive?"), (Mara, "Do you sell lamps as well?")), TimeZoneInfo.Utc);

        Assert.Equal(2, Assert.Single(packet.Repeated).Times);
    }

    [Fact]
    public void Draft_NothingButANote_IsEmptyAndCalm()
    {
        var packet = PacketRules.Draft([], TimeZoneInfo.Utc);

        Assert.Equal("", packet.Goal);
        Assert.Equal(Mood.Calm, packet.Mood);
        Assert.Equal(Enum.GetValues<PacketPart>(), PacketRules.Missing(new() { Id = Guid.Empty, Name = "x", QueueId = QueueId.New(), Required = [.. Enum.GetValues<PacketPart>()] }, packet));
    }

    [Theory]
    [InlineData("Could you tell me your order number?", 1)]
    [InlineData("What is your email, and which order number is it?", 2)]
    [InlineData("Your refund is on its way.", 0)]
    [InlineData("What is your phone number?", 0)]
    public void AskedAgain_AfterTheHandover_CountsWhatWasTold(string question, int times)
    {
        var entries = Talk((Mara, "Order number 4711-22 please, I am mara@mail.example"), (Ines, "What is your order number?"), (Ines, question));

        Assert.Equal(times, PacketRules.AskedAgain(entries, Start.AddMinutes(3)));
    }

    [Fact]
    public void Clean_MoreThanAnybodyReads_IsCut()
    {
        var packet = PacketRules.Clean(new() { Goal = new string('x', 5_000), Tried = [.. Enumerable.Range(0, 50).Select(i => new PacketLine($"line {i}"))], OpenQuestions = [new(" ")] });

        Assert.Equal(HandoverPacket.LongestLine, packet.Goal.Length);
        Assert.Equal(HandoverPacket.MostLines, packet.Tried.Length);
        Assert.Empty(packet.OpenQuestions);
    }

    [Fact]
    public void Clean_WhatASenderMadeUp_IsAFieldOfNoKindAndOneLine()
    {
        var packet = PacketRules.Clean(new() { Fields = [new("<b>", "two\nlines", null), new("email", " ", 3)], Repeated = [new(" ", 2, 1), new("order #7", 3, 2)] });

        Assert.Equal(new PacketField(PacketField.Other, "two lines", null), Assert.Single(packet.Fields));
        Assert.Equal("order #7", Assert.Single(packet.Repeated).Text);
    }

    /// <summary>One message a minute.</summary>
    private static List<TimelineEntry> Talk(params (Actor Who, string Text)[] lines) =>
        [.. lines.Select((line, i) => new EntryDraft(Guid.CreateVersion7(), EntryKind.Text, Audience.Everyone, line.Who) { Text = line.Text }.Number(new(Guid.Empty), i + 1, Start.AddMinutes(i + 1)))];
}
