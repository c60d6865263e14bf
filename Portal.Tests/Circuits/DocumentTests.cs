using Portal.Bench.Circuits;

namespace Portal.Tests.Circuits;

public sealed class DocumentTests
{
    private readonly Document page = new();

    [Fact]
    public void Batch_WithElementsTextsAndMarkup_IsReadAsItStands()
    {
        page.Apply(new BatchBytes().Change(1, (EditKind.PrependFrame, 0, 0, null))
            .Element("div", 5).Attribute("id", "log").Attribute("onclick", null, 77).Text("Hello ").Markup("<p>you &amp; <b>me</b></p>").ToArray());

        var log = page.ById("log")!;

        Assert.Equal(("div", "Hello you & me", 77ul), (log.Content, log.InnerText, log.HandlerOf("onclick")));
        Assert.Equal(["div"], page.Added.Select(e => e.Content));
    }

    [Fact]
    public void Component_DrawnInsideAnother_StandsInItsPlace()
    {
        page.Apply(new BatchBytes()
            .Change(1, (EditKind.PrependFrame, 0, 0, null))
            .Change(2, (EditKind.PrependFrame, 0, 4, null))
            .Element("ul", 3).Component(2).Text(" end").Text("unused").Text("inner").ToArray());

        Assert.Equal("inner end", page.Elements.Single().InnerText);
    }

    [Fact]
    public void Region_BecomesItsFrames_AndWhatFollowsComesAfterThem()
    {
        page.Apply(new BatchBytes().Change(1, (EditKind.PrependFrame, 0, 0, null), (EditKind.PrependFrame, 2, 3, null))
            .Region(3).Text("a").Text("b").Text("c").ToArray());

        Assert.Equal("abc", page.Roots.Single().InnerText);
    }

    [Fact]
    public void Edits_InsideAnElement_ChangeOnlyWhatTheyName()
    {
        page.Apply(new BatchBytes().Change(1, (EditKind.PrependFrame, 0, 0, null), (EditKind.PrependFrame, 1, 4, null))
            .Element("p", 4).Attribute("class", "m in").Attribute("hidden", "").Text("old").Text("after").ToArray());

        page.Apply(new BatchBytes().Change(1,
                (EditKind.SetAttribute, 0, 0, null), (EditKind.RemoveAttribute, 0, 0, "hidden"),
                (EditKind.StepIn, 0, 0, null), (EditKind.UpdateText, 0, 1, null), (EditKind.StepOut, 0, 0, null),
                (EditKind.PrependFrame, 0, 2, null))
            .Attribute("class", "m me").Text("new").Text("before ").ToArray());

        var paragraph = page.Elements.Single();
        Assert.Equal("before newafter", page.Roots.Single().InnerText);
        Assert.Equal(("m me", null), (paragraph["class"], paragraph["hidden"]));
        Assert.True(paragraph.HasClass("me") && !paragraph.HasClass("in"));
        Assert.Empty(page.Added);
    }

    [Fact]
    public void Permutation_MovesNodesToTheirNewPlaces()
    {
        page.Apply(new BatchBytes().Change(1, (EditKind.PrependFrame, 0, 0, null), (EditKind.PrependFrame, 1, 1, null), (EditKind.PrependFrame, 2, 2, null))
            .Text("a").Text("b").Text("c").ToArray());

        page.Apply(new BatchBytes().Change(1, (EditKind.PermutationListEntry, 0, 2, null), (EditKind.PermutationListEntry, 2, 0, null), (EditKind.PermutationListEnd, 0, 0, null)).ToArray());

        Assert.Equal("cba", page.Roots.Single().InnerText);
    }

    [Fact]
    public void Removal_TakesTheNodeAndItsComponents()
    {
        page.Apply(new BatchBytes().Change(1, (EditKind.PrependFrame, 0, 0, null), (EditKind.PrependFrame, 1, 1, null)).Change(2, (EditKind.PrependFrame, 0, 2, null))
            .Component(2).Text("stays").Text("goes ").ToArray());

        page.Apply(new BatchBytes().Change(1, (EditKind.RemoveFrame, 0, 0, null)).Dispose(2).ToArray());

        Assert.Equal("stays", page.Roots.Single().InnerText);
    }

    [Fact]
    public void Batch_ThatDoesNotFit_IsRefused()
    {
        Assert.Throws<InvalidDataException>(() => page.Apply(new BatchBytes().Change(1, (EditKind.RemoveFrame, 3, 0, null)).ToArray()));
        Assert.Throws<InvalidDataException>(() => page.Apply(new byte[7]));
        Assert.Throws<InvalidDataException>(() => page.Apply(Enumerable.Repeat((byte)0x7f, 64).ToArray()));
    }
}
