using System.Text.Json;

namespace Portal.Bench.Circuits;

/// <summary>A function that the server calls in the browser.</summary>
/// <param name="Module">Where it was imported from; null for a function of the page.</param>
public readonly record struct ScriptCall(string? Module, string Function, JsonElement Arguments)
{
    /// <summary>The object that the server passed, for calls back into it.</summary>
    public long Reference(int argument) => Arguments[argument].GetProperty("__dotNetObject").GetInt64();
}

/// <summary>The browser's half of a page, as far as the server asks it for something.</summary>
public abstract class PageScripts
{
    /// <summary>How long after a batch was drawn its confirmation is sent: as long as a distant browser's is under way.</summary>
    public TimeSpan ConfirmsAfter { get; init; }

    /// <summary>Answers with what the page's own script would return, as JSON; null for nothing.</summary>
    public abstract string? Call(ScriptCall call);

    /// <summary>A batch has been drawn. Called between two messages, so that the document stands still.</summary>
    public virtual void Drawn(Document document)
    {
    }
}
