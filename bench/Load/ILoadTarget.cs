namespace Portal.Bench.Load;

/// <summary>The two ends of a conversation.</summary>
internal enum End { Customer, Staff }

/// <summary>A server that carries conversations, in a process of its own. The same scenarios run against each.</summary>
internal interface ILoadTarget : IAsyncDisposable
{
    /// <summary>For tables.</summary>
    string Name { get; }

    ServerProcess Server { get; }

    /// <summary>Begins conversation number <paramref name="number"/> with both of its ends present.</summary>
    /// <param name="ear">Told of each message at each end, the end's own messages too, as soon as it has been received or drawn.</param>
    Task<ILoadTalk> BeginAsync(int number, ILoadEar ear, CancellationToken ct);

    /// <summary>A customer comes who has nobody at the other end and says nothing.</summary>
    Task<ILoadGuest> EnterAsync(CancellationToken ct);
}

/// <summary>A customer alone.</summary>
internal interface ILoadGuest : IAsyncDisposable
{
    /// <summary>The connection ends.</summary>
    ValueTask CutAsync();

    /// <summary>Comes back as a page does, the pauses before its attempts included; returns when it can be used again.</summary>
    Task BackAsync(CancellationToken ct);
}

/// <summary>A conversation with both of its ends.</summary>
internal interface ILoadTalk : IAsyncDisposable
{
    /// <summary>
    /// Sends once and returns when the server has said that the message is stored. The caller never has two of one end under way at
    /// the same time.
    /// </summary>
    /// <exception cref="Exception">It was refused, or nobody knows: the scenario fails.</exception>
    Task SendAsync(End from, string text, CancellationToken ct);
}

/// <summary>Hears what arrives, from whichever thread; returns at once.</summary>
internal interface ILoadEar
{
    /// <param name="at">Who has received it.</param>
    /// <param name="from">Who wrote it.</param>
    /// <param name="text">As it was sent.</param>
    /// <param name="moment">When, in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</param>
    void Hear(End at, End from, ReadOnlySpan<char> text, long moment);
}
