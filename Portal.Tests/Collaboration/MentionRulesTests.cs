using Portal.Domain.Collaboration;
using Portal.Domain.Shared;

namespace Portal.Tests.Collaboration;

public sealed class MentionRulesTests
{
    private static readonly UserId Ines = new(Guid.NewGuid());
    private static readonly UserId Tomas = new(Guid.NewGuid());
    private static readonly UserId TomasReyes = new(Guid.NewGuid());
    private static readonly UserId Author = new(Guid.NewGuid());

    private static readonly Mentionable[] Known =
    [
        new("Ines Okafor", false, [Ines]), new("Tomás", false, [Tomas]), new("Tomás Reyes", false, [TomasReyes]), new("Rosa", false, [Author]),
        new("Returns", true, [Ines, TomasReyes, Author]),
    ];

    [Fact]
    public void Find_TheLongestNameThatFits_IsMeant() =>
        Assert.Equal([(TomasReyes, null)], MentionRules.Find("please @tomás reyes, look", Known, Author));

    [Theory]
    [InlineData("write to mara@Tomás.example")]
    [InlineData("@Tomásson is somebody else")]
    [InlineData("Tomás without a sign")]
    [InlineData("@ Tomás")]
    [InlineData("@")]
    public void Find_WhatOnlyLooksLikeAName_MeansNobody(string text) => Assert.Empty(MentionRules.Find(text, Known, Author));

    [Fact]
    public void Find_ATeam_MeansItsPeopleButNotTheAuthor() =>
        Assert.Equal([(Ines, "Returns"), (TomasReyes, "Returns")], MentionRules.Find("(@Returns)", Known, Author).OrderBy(f => f.User == TomasReyes));

    [Theory]
    [InlineData("@Returns and @Ines Okafor")]
    [InlineData("@Ines Okafor and @Returns")]
    public void Find_APersonAndTheirTeam_NamesThemOnceAsThemselves(string text) =>
        Assert.Equal((Ines, null), Assert.Single(MentionRules.Find(text, Known, Author), f => f.User == Ines));

    [Fact]
    public void Find_TwoOfOneName_MeansBoth()
    {
        var other = new UserId(Guid.NewGuid());
        Assert.Equal(2, MentionRules.Find("@Tomás?", [.. Known, new("tomás", false, [other])], Author).Count);
    }
}
