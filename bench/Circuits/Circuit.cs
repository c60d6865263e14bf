using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Portal.Bench.Circuits;

/// <summary>
/// A Blazor Server circuit without a browser: draws what the server sends, answers its script calls, and sends what a page's
/// scripts and events send. After the connection is lost it can be taken up again with <see cref="ReconnectAsync"/>.
/// </summary>
public sealed class Circuit : IAsyncDisposable
{
    private readonly CircuitPage page;
    private readonly Visitor visitor;
    private readonly PageScripts scripts;
    private readonly Document document = new();
    private readonly BatchOrder order = new();
    private readonly Lock drawing = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<object?>> waiting = [];
    private readonly Dictionary<long, string> modules = [];
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HubSocket? socket;
    private TaskCompletionSource drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? secret, fault;
    private long calls, modulesMade, events;

    private Circuit(CircuitPage page, Visitor visitor, PageScripts scripts) => (this.page, this.visitor, this.scripts) = (page, visitor, scripts);

    /// <summary>Ends with the present connection, with the reason.</summary>
    public Task<string> Closed => socket!.Closed;

    /// <summary>Why the page stopped with a fault of the server, where a person would have to press a button; null if it did not.</summary>
    public string? Fault => fault;

    /// <summary>Batches drawn so far.</summary>
    public long Batches { get; private set; }

    /// <summary>Brings a page to life and returns when its components have been drawn for the first time.</summary>
    /// <exception cref="CircuitException">The server refused, or the circuit ended at once.</exception>
    public static async Task<Circuit> StartAsync(CircuitPage page, Visitor visitor, PageScripts scripts, CancellationToken ct)
    {
        var circuit = new Circuit(page, visitor, scripts);
        try
        {
            await circuit.ConnectAsync(ct);
            circuit.secret = await circuit.AskAsync("StartCircuit", ct, page.Base.ToString(), page.Address.ToString(), "[]", page.State) as string
                ?? throw new CircuitException(circuit.fault ?? "The server refused the circuit.");
            await circuit.TellAsync("UpdateRootComponents", page.AddComponents(), page.State);
            await circuit.UntilAsync(circuit.ready.Task, ct);
            return circuit;
        }
        catch
        {
            if (circuit.socket is { } open) await open.DisposeAsync();
            throw;
        }
    }

    /// <summary>Looks at what is drawn while nothing changes.</summary>
    public T Read<T>(Func<Document, T> look)
    {
        lock (drawing) return look(document);
    }

    /// <summary>Waits until what is drawn gives something other than null.</summary>
    /// <exception cref="CircuitException">The connection ended before.</exception>
    public async Task<T> SeeAsync<T>(Func<Document, T?> look, CancellationToken ct) where T : class
    {
        while (true)
        {
            Task next;
            lock (drawing)
            {
                if (look(document) is { } seen) return seen;
                next = drawn.Task;
            }

            await UntilAsync(next, ct);
        }
    }

    /// <summary>Calls a method of an object that the server has passed to a script.</summary>
    /// <returns>What the method returned, as JSON; null for nothing.</returns>
    /// <exception cref="ServerFaultException">The method threw.</exception>
    /// <exception cref="CircuitException">The connection ended before the answer: nobody knows whether it happened.</exception>
    public async Task<string?> InvokeAsync(long reference, string method, CancellationToken ct, params object?[] arguments)
    {
        var id = NextCall();
        return await AwaitAsync(id, null, "BeginInvokeDotNetFromJS", [id, null, method, reference, JsonSerializer.Serialize(arguments, JsonSerializerOptions.Web)], ct) as string;
    }

    /// <summary>As <see cref="InvokeAsync"/>, for what nobody waits for: a fault or a lost connection is no loss.</summary>
    public async Task HintAsync(long reference, string method, params object?[] arguments)
    {
        try
        {
            await InvokeAsync(reference, method, CancellationToken.None, arguments);
        }
        catch (Exception fault) when (fault is CircuitException or ServerFaultException)
        {
            // Only a hint.
        }
    }

    /// <summary>Dispatches an event of the page, such as <c>click</c>, to the handler that a node names.</summary>
    public Task DispatchAsync(ulong handler, string name, object details, CancellationToken ct) =>
        InvokeAsync(Interlocked.Read(ref events), "DispatchEventAsync", ct, new { eventHandlerId = handler, eventName = name, eventFieldInfo = (object?)null }, details);

    public Task ClickAsync(ulong handler, CancellationToken ct) => DispatchAsync(handler, "click", new { type = "click", detail = 1 }, ct);

    /// <summary>Tells that the page's address is another one now.</summary>
    public Task NavigateAsync(string relative, bool intercepted = true) => TellAsync("OnLocationChanged", new Uri(page.Base, relative).ToString(), null, intercepted);

    /// <summary>The connection ends without a word.</summary>
    public void Cut() => socket!.Cut();

    /// <summary>Takes the circuit up again on a new connection; false when the server does not know it any more.</summary>
    /// <exception cref="CircuitException">The connection ended meanwhile.</exception>
    public async Task<bool> ReconnectAsync(CancellationToken ct)
    {
        await socket!.DisposeAsync();
        await ConnectAsync(ct);
        return await AskAsync("ConnectCircuit", ct, secret) is true;
    }

    /// <summary>Leaves as a closed tab does: tells the server, so that it does not keep the circuit, and hangs up.</summary>
    public async Task LeaveAsync(CancellationToken ct)
    {
        using var answer = await visitor.PostAsync(new Uri(page.Base, "_blazor/disconnect"), [new("circuitId", secret!)], ct);
        await DisposeAsync();
    }

    /// <summary>
    /// Leaves, or drops the connection where the server does not answer any more. One that ends without a word leaves its page with
    /// the server, which keeps it for minutes and draws on it: whatever is measured next pays for it.
    /// </summary>
    public async ValueTask CloseAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await LeaveAsync(limit.Token);
        }
        catch (Exception fault) when (Tab.IsLoss(fault))
        {
            await DisposeAsync();
        }
    }

    public ValueTask DisposeAsync() => socket!.DisposeAsync();

    private async Task ConnectAsync(CancellationToken ct)
    {
        var connection = await HubSocket.OpenAsync(page.Address, page.Base, visitor, HandleAsync, ct);
        socket = connection;
        _ = connection.Closed.ContinueWith(_ => Fail(), TaskScheduler.Default);

        void Fail()
        {
            if (!ReferenceEquals(socket, connection)) return;
            foreach (var id in waiting.Keys)
            {
                if (waiting.TryRemove(id, out var answer)) answer.TrySetException(Ended());
            }
        }
    }

    private CircuitException Ended() => new($"The circuit ended: {fault ?? (Closed.IsCompleted ? Closed.Result : "no reason given")}");

    private async Task UntilAsync(Task task, CancellationToken ct)
    {
        if (await Task.WhenAny(task, Closed).WaitAsync(ct) != task) throw Ended();
        await task;
    }

    private string NextCall() => Interlocked.Increment(ref calls).ToString(CultureInfo.InvariantCulture);

    private Task TellAsync(string target, params object?[] arguments) => socket!.SendAsync(BlazorPack.Invocation(null, target, arguments));

    private Task<object?> AskAsync(string target, CancellationToken ct, params object?[] arguments)
    {
        var id = $"h{NextCall()}";
        return AwaitAsync(id, id, target, arguments, ct);
    }

    /// <param name="id">What the answer will name.</param>
    /// <param name="invocation">The same, if the hub itself is to answer; null if the called object does.</param>
    private async Task<object?> AwaitAsync(string id, string? invocation, string target, object?[] arguments, CancellationToken ct)
    {
        var answer = waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await socket!.SendAsync(BlazorPack.Invocation(invocation, target, arguments));
            if (socket.Closed.IsCompleted) throw Ended();
            return await answer.Task.WaitAsync(ct);
        }
        finally
        {
            waiting.TryRemove(id, out _);
        }
    }

    private async Task HandleAsync(HubMessage message)
    {
        if (message.Kind is HubMessageKind.Completion)
        {
            if (!waiting.TryRemove(message.Id!, out var answer)) return;
            if (message.Error is { } error) answer.TrySetException(new CircuitException(error));
            else answer.TrySetResult(message.Result);
            return;
        }

        switch (message.Target)
        {
            case "JS.RenderBatch":
                await DrawAsync(message.Number(0), message.Bytes(1));
                break;
            case "JS.BeginInvokeJS":
                await AnswerAsync(message);
                break;
            case "JS.EndInvokeDotNet":
                End(message);
                break;
            case "JS.EndUpdateRootComponents":
                ready.TrySetResult();
                break;
            case "JS.Error":
                // As the browser's half does: the circuit is over, whether or not the server hangs up.
                fault = message.Text(0) ?? "The server gave no reason.";
                socket!.Cut();
                break;
        }
    }

    private async Task DrawAsync(long batch, byte[] bytes)
    {
        switch (order.Receive(batch))
        {
            case BatchArrival.Early:
                return;
            case BatchArrival.Due:
                if (!TryDraw(bytes, out var unfit))
                {
                    // The server ends the circuit over it, as it does for a browser that could not draw.
                    await TellAsync("OnRenderCompleted", batch, unfit);
                    return;
                }

                Wake();
                break;
        }

        if (scripts.ConfirmsAfter == TimeSpan.Zero) await TellAsync("OnRenderCompleted", batch, null);
        else _ = ConfirmLaterAsync(batch);
    }

    /// <summary>One that overtakes another confirms both, so their order does not matter; one for a circuit that has ended is nothing.</summary>
    private async Task ConfirmLaterAsync(long batch)
    {
        await Task.Delay(scripts.ConfirmsAfter);
        try
        {
            await TellAsync("OnRenderCompleted", batch, null);
        }
        catch (Exception fault) when (Tab.IsLoss(fault) || fault is ObjectDisposedException)
        {
        }
    }

    private bool TryDraw(byte[] bytes, [NotNullWhen(false)] out string? unfit)
    {
        lock (drawing)
        {
            try
            {
                document.Apply(bytes);
            }
            catch (InvalidDataException error)
            {
                unfit = fault = error.Message;
                return false;
            }

            unfit = null;
            Batches++;
            scripts.Drawn(document);
            return true;
        }
    }

    /// <summary>Whoever waits to see something looks again.</summary>
    private void Wake()
    {
        TaskCompletionSource before;
        lock (drawing)
        {
            before = drawn;
            drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        before.TrySetResult();
    }

    private void End(HubMessage message)
    {
        if (!waiting.TryRemove(message.Text(0)!, out var answer)) return;
        if (message.Flag(1)) answer.TrySetResult(message.Text(2));
        else answer.TrySetException(new ServerFaultException(message.Text(2) ?? "The server gave no reason."));
    }

    private async Task AnswerAsync(HubMessage message)
    {
        var (handle, function) = (message.Number(0), message.Text(1)!);
        using var arguments = JsonDocument.Parse(message.Text(2) ?? "[]");
        string? result = null;
        if (function == "Blazor._internal.attachWebRendererInterop")
        {
            Interlocked.Exchange(ref events, arguments.RootElement[1].GetProperty("__dotNetObject").GetInt64());
        }
        else if (function == "import")
        {
            modules[++modulesMade] = arguments.RootElement[0].GetString()!;
            result = $$"""{"__jsObjectId":{{modulesMade}}}""";
        }
        else
        {
            result = scripts.Call(new(modules.GetValueOrDefault(message.Number(4)), function, arguments.RootElement));
            // What a script was told may be what somebody waits for, and nothing more need be drawn.
            Wake();
        }

        if (handle != 0) await TellAsync("EndInvokeJSFromDotNet", handle, true, $"[{handle},true,{result ?? "null"}]");
    }
}

/// <summary>A method of the server threw; the text is the server's.</summary>
public sealed class ServerFaultException(string message) : Exception(message);
