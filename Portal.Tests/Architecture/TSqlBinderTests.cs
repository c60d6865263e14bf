using Portal.Tests.Shared.SqlServer;

namespace Portal.Tests.Architecture;

/// <summary>The offline check is only worth something if it sees what a server would refuse.</summary>
public sealed class TSqlBinderTests
{
    private const string Script =
        """
        CREATE TABLE [Queues] ([Id] uniqueidentifier NOT NULL, [Name] nvarchar(80) NOT NULL, CONSTRAINT [PK_Queues] PRIMARY KEY ([Id]));
        GO

        CREATE INDEX [IX_Queues_Name] ON [Queues] ([Name]);
        GO

        """;

    [Theory]
    [InlineData("SELECT [q].[Id], [q].[Name] FROM [Queues] AS [q] WHERE [q].[Name] = @name")]
    [InlineData("SET NOCOUNT ON; UPDATE [Queues] SET [Name] = @name OUTPUT INSERTED.[Id] WHERE [Id] = NEWID(); SELECT @@ROWCOUNT")]
    [InlineData("SELECT TOP(@name) 1 AS [x] FROM [Queues] AS [q] WHERE [q].[Name] IN (SELECT [v].[value] FROM OPENJSON(@name) WITH ([value] nvarchar(80) '$') AS [v])")]
    public void Check_CommandThatTheServerTakes_FindsNothing(string text) => Assert.Empty(Check(text));

    [Theory]
    [InlineData("SELECT [q].[Nmae] FROM [Queues] AS [q]")]
    [InlineData("SELECT [q].[Name] FROM [Queue] AS [q]")]
    [InlineData("UPDATE [Queues] SET [Colour] = @name WHERE [Id] = NEWID()")]
    [InlineData("INSERT INTO [Queues] ([Id], [Nam]) VALUES (NEWID(), @name)")]
    [InlineData("SELECT [q].[Name] FROM [Queues] AS [q] LIMIT 1")]
    [InlineData("SELECT [q].[Name] FROM [Queues] AS [q] WHERE [q].[Name] = @other")]
    public void Check_CommandThatTheServerRefuses_SaysSo(string text) => Assert.NotEmpty(Check(text));

    [Fact]
    public void Check_CreateScriptWithAForeignKeyToNowhere_SaysSo() =>
        Assert.NotEmpty(new TSqlBinder("CREATE TABLE [A] ([Id] int NOT NULL, CONSTRAINT [FK_A] FOREIGN KEY ([Id]) REFERENCES [B] ([Id]));").Check([]));

    private static IReadOnlyList<string> Check(string text) =>
        new TSqlBinder(Script).Check([new RecordedCommand(text, [new RecordedParameter("@name", "nvarchar(80)")])]);
}
