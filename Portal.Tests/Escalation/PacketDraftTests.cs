using Portal.Components.Escalation;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;

namespace Portal.Tests.Escalation;

public sealed class PacketDraftTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly HandoverPacket Built = new()
    {
        Goal = "A refund", Tried = [new("The form", 3)], Evidence = [new("error 500", 4)], OpenQuestions = [new("When?", 6)], Mood = Mood.Upset, MoodBecause = [5],
        Fields = [new("reference", "#A-10442", 2)], Promises = [new("I will write by 15:00", 5, Now, Now.AddHours(5).AddSeconds(37))], Repeated = [new("#A-10442", 2, 2)],
    };

    [Fact]
    public void Packet_NothingEdited_IsWhatWasBuilt()
    {
        var packet = PacketDraft.Of(Built, Berlin).Packet(Now);

        Assert.Equal((Built.Goal, Built.Mood), (packet.Goal, packet.Mood));
        Assert.Equal(Built.Tried, packet.Tried);
        Assert.Equal(Built.Evidence, packet.Evidence);
        Assert.Equal(Built.OpenQuestions, packet.OpenQuestions);
        Assert.Equal(Built.Fields, packet.Fields);
        Assert.Equal(Built.Promises, packet.Promises);
        Assert.Equal(Built.Repeated, packet.Repeated);
        Assert.Equal(Built.MoodBecause, packet.MoodBecause);
    }

    [Fact]
    public void Packet_EveryPartEdited_HoldsWhatTheSenderSays()
    {
        var draft = PacketDraft.Of(Built, Berlin);
        draft.Fields[0].Value = "#A-99";
        draft.Fields.Add(new() { Kind = "email", Value = " mara@mail.example " });
        draft.Promises[0].Due = "2026-03-02T18:30";
        draft.Promises.Add(new() { Text = "A new kettle" });
        draft.Repeated.Clear();
        draft.Mood = Mood.Calm;
        draft.Evidence += "\nA photograph";

        var packet = draft.Packet(Now);

        Assert.Equal([new("reference", "#A-99", 2), new("email", "mara@mail.example", null)], packet.Fields);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 17, 30, 0, TimeSpan.Zero), packet.Promises[0].Due);
        Assert.Equal(new Promise("A new kettle", 0, Now, null), packet.Promises[1]);
        Assert.Empty(packet.Repeated);
        Assert.Empty(packet.MoodBecause);
        Assert.Equal([new("error 500", 4), new("A photograph")], packet.Evidence);
    }
}
