using Bunit;
using Portal.Components.Escalation;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Tests.Shared;

namespace Portal.Tests.Escalation;

public sealed class PacketViewTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly PageContext page = new();

    [Fact]
    public void Packet_WhatComesFromAnEntry_LeadsThere_AndWhatTheSenderAddedDoesNot()
    {
        var packet = new HandoverPacket
        {
            Goal = "A refund", Tried = [new("The form", 3), new("Looked it up")], Fields = [new("reference", "#A-10442", 2), new(PacketField.Other, "a blue one", null)],
            Promises = [new("I will write by 15:00", 5, Now, Now.AddHours(6)), new("A new kettle", 0, Now, null)], Mood = Mood.Upset, MoodBecause = [7],
        };

        var shown = page.Show<PacketView>(p => p.Add(v => v.Packet, packet).Add(v => v.Zone, TimeZoneInfo.Utc));

        Assert.Equal([("#A-10442", "2"), ("The form", "3"), ("I will write by 15:00", "5"), ("see why", "7")],
            shown.FindAll("[data-entry]").Select(e => (e.TextContent, e.GetAttribute("data-entry")!)));
        foreach (var added in new[] { "Looked it up", "a blue one", "A new kettle" }) Assert.Contains(added, shown.Markup, StringComparison.Ordinal);
        Assert.Contains("by Mon 15:00", shown.Markup, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => page.DisposeAsync();
}
