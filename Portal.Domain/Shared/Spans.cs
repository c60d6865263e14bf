using System.Diagnostics;

namespace Portal.Domain.Shared;

/// <summary>Spans of the product's own work. They carry ids and outcomes: never a text, a name or an address.</summary>
public static class Spans
{
    public const string SourceName = "Portal";

    public static readonly ActivitySource Source = new(SourceName);

    /// <returns>Null while nobody listens.</returns>
    public static Activity? Start(string name, ConversationId conversation) => Source.StartActivity(name)?.SetTag("portal.conversation", conversation.Value);

    /// <summary>The outcome by the name of its type.</summary>
    public static T Ended<T>(this Activity? span, T outcome) where T : class
    {
        span?.SetTag("portal.outcome", outcome.GetType().Name);
        return outcome;
    }
}
