namespace Portal.Bench.Circuits;

/// <summary>What is to be done with a batch that has arrived.</summary>
public enum BatchArrival
{
    /// <summary>The next one: draw it, then acknowledge it.</summary>
    Due,

    /// <summary>Drawn already, and its acknowledgement was lost: acknowledge it again.</summary>
    Repeated,

    /// <summary>
    /// One before it is missing: leave it. A circuit that is taken up again may send what it has just drawn before it repeats
    /// what was not acknowledged; the repetition holds this one too, in its place.
    /// </summary>
    Early,
}

/// <summary>Batches are drawn in the order of their numbers, each once, as the browser's half of Blazor draws them.</summary>
public sealed class BatchOrder
{
    private long drawn = 1;

    public BatchArrival Receive(long batch)
    {
        if (batch <= drawn) return BatchArrival.Repeated;
        if (batch > drawn + 1) return BatchArrival.Early;
        drawn = batch;
        return BatchArrival.Due;
    }
}
