using Google.Protobuf;
using Grpc.Core;
using MiaIa.Engine.Host.Chains;
using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Host.Sessions;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Proto;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Service;

/// <summary>miaia.v1.Engine on the wire: what comes in goes to the runner on the thread that read it.</summary>
internal sealed class EngineService : V1.Engine.EngineBase
{
    private const int WatchDefaultMs = 1000;
    private const int WatchMinMs = 50;
    private const int ExposureMinMs = 1000;
    private const int WatchersMax = 256;
    private static readonly TimeSpan HelloLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LastWordsLimit = TimeSpan.FromMilliseconds(300);
    private static readonly Status Stopping = new(StatusCode.Unavailable, "the engine is stopping");

    private readonly EngineRunner _runner;
    private readonly EdgeClock _clock;
    private readonly TimeProvider _time;
    private readonly IbkrFeed? _ibkr;
    private readonly StopCalls _stops;
    private readonly IReadOnlyList<RunningSetting> _settings;
    private readonly CancellationToken _stopping;
    private int _watchers;

    /// <summary>Serves a runner, and tells the state of the link to IBKR beside it when there is one.</summary>
    /// <param name="runner">The owner of the cores.</param>
    /// <param name="clock">The wall clock for trace times.</param>
    /// <param name="time">The clock of the intervals.</param>
    /// <param name="stops">Takes the calls that ask the program to end.</param>
    /// <param name="settings">In force, for whoever asks for them.</param>
    /// <param name="stopping">The server is stopping. A call's own token does not say so, and an open call would hold the stop up.</param>
    /// <param name="ibkr">The feed; null when the engine asks no Gateway.</param>
    public EngineService(
        EngineRunner runner,
        EdgeClock clock,
        TimeProvider time,
        StopCalls stops,
        EngineSettings settings,
        CancellationToken stopping,
        IbkrFeed? ibkr = null
    )
    {
        _settings = RunningSettings.Of(settings);
        _stops = stops;
        _runner = runner;
        _clock = clock;
        _time = time;
        _stopping = stopping;
        _ibkr = ibkr;
    }

    /// <inheritdoc/>
    public override Task<EngineStatus> GetState(GetStateRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        var state = _runner.Report(request.Exposure);
        state.Ibkr = _ibkr?.State();
        if (request.Settings)
            state.Setting.AddRange(_settings);
        return Task.FromResult(state);
    }

    /// <inheritdoc/>
    public override Task<SwitchReply> Halt(HaltRequest request, ServerCallContext context) => Task.FromResult(_runner.Halt(request));

    /// <summary>Somebody with the key asked to halt or to flatten and gave up before the engine had read the rest.</summary>
    internal void HaltForWhoLeft() =>
        _runner.Halt(new HaltRequest { Reason = "asked for by a caller who gave up before it was read", By = "a caller who left" });

    /// <inheritdoc/>
    public override Task<SwitchReply> Resume(ResumeRequest request, ServerCallContext context) => Task.FromResult(_runner.Resume(request));

    /// <inheritdoc/>
    public override Task<SwitchReply> Flatten(FlattenRequest request, ServerCallContext context) =>
        Task.FromResult(_runner.Flatten(request));

    /// <inheritdoc/>
    public override Task<StopReply> Stop(StopRequest request, ServerCallContext context) => Task.FromResult(_stops.Take(request));

    /// <inheritdoc/>
    public override async Task Attach(
        IAsyncStreamReader<StudyFrames> requestStream,
        IServerStreamWriter<EngineFrames> responseStream,
        ServerCallContext context
    )
    {
        ArgumentNullException.ThrowIfNull(requestStream);
        ArgumentNullException.ThrowIfNull(context);
        // A bridge waits for headers before it counts the call as made.
        await context.WriteResponseHeadersAsync([]).ConfigureAwait(false);
        // Not disposed: it holds no timer, and the runner may cancel it while the handler is leaving.
        var ending = new CancellationTokenSource();
        using var gone = context.CancellationToken.UnsafeRegister(Cancel, ending);
        using var stopping = _stopping.UnsafeRegister(Cancel, ending);
        // Never on the canceller's thread: that one holds the runner's lock, and what follows here takes it.
        var session = new StudySession(new FrameOutbox(responseStream), _clock, () => _ = ending.CancelAsync(), context.Peer);
        using var silent = _time.CreateTimer(_ => _runner.EndUnlessIntroduced(session), null, HelloLimit, Timeout.InfiniteTimeSpan);
        try
        {
            while (await TryReadAsync(requestStream, session, ending.Token).ConfigureAwait(false))
                _runner.Take(session, Bounded(requestStream.Current));
        }
        catch (RpcException fault)
        {
            // So that the log's line of the stream's end says why.
            session.End(fault.StatusCode, fault.Status.Detail);
        }
        finally
        {
            _runner.Leave(session);
            // A client that does not even take its last words is cut off, or the call would hold up a stop.
            if (!await session.TryFinishAsync(LastWordsLimit).ConfigureAwait(false))
                context.GetHttpContext().Abort();
        }

        if (session.Ending is { } end)
            throw new RpcException(end);
        if (_stopping.IsCancellationRequested)
            throw new RpcException(Stopping);
    }

    /// <inheritdoc/>
    public override async Task WatchSignals(
        WatchSignalsRequest request,
        IServerStreamWriter<Signal> responseStream,
        ServerCallContext context
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(responseStream);
        ArgumentNullException.ThrowIfNull(context);
        var watcher = new SignalWatcher(request.Instrument);
        using var place = TakePlace();
        _runner.Watch(watcher);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, _stopping);
        try
        {
            await context.WriteResponseHeadersAsync([]).ConfigureAwait(false);
            await foreach (var signal in watcher.ReadAllAsync(ending.Token).ConfigureAwait(false))
                await responseStream.WriteAsync(signal, ending.Token).ConfigureAwait(false);
        }
        catch (Exception over) when (IsOver(over, ending.Token))
        {
            ThrowIfStopping();
        }
        finally
        {
            _runner.Unwatch(watcher);
        }
    }

    /// <inheritdoc/>
    public override async Task WatchState(
        WatchStateRequest request,
        IServerStreamWriter<ConfluenceState> responseStream,
        ServerCallContext context
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(responseStream);
        ArgumentNullException.ThrowIfNull(context);
        var intervalMs = request.IntervalMs == 0 ? WatchDefaultMs : (int)Math.Clamp(request.IntervalMs, WatchMinMs, int.MaxValue);
        using var place = TakePlace();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, _stopping);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(intervalMs), _time);
        var exposureEvery = Math.Max(1, (ExposureMinMs + intervalMs - 1) / intervalMs);
        var round = 0L;
        try
        {
            do
            {
                foreach (var state in _runner.States(request.Instrument, request.Exposure && round++ % exposureEvery == 0))
                    await responseStream.WriteAsync(state, ending.Token).ConfigureAwait(false);
            } while (await timer.WaitForNextTickAsync(ending.Token).ConfigureAwait(false));
        }
        catch (Exception over) when (IsOver(over, ending.Token))
        {
            ThrowIfStopping();
        }
    }

    // gRPC lets a little more through than the protocol, so that the answer is a word of ours.
    private static StudyFrames Bounded(StudyFrames message) =>
        message.CalculateSize() is var bytes && bytes <= FrameLimits.MessageBytesMax
            ? message
            : throw new RpcException(
                new Status(StatusCode.ResourceExhausted, $"a message of {bytes} bytes; at most {FrameLimits.MessageBytesMax} are allowed")
            );

    /// <summary>A place among those who watch.</summary>
    /// <exception cref="RpcException">There are too many.</exception>
    private WatcherPlace TakePlace()
    {
        var place = new WatcherPlace(this);
        if (Interlocked.Increment(ref _watchers) <= WatchersMax)
            return place;

        place.Dispose();
        throw new RpcException(new Status(StatusCode.ResourceExhausted, $"{WatchersMax} watch already"));
    }

    /// <summary>The next message. False when the study has said that nothing follows, is gone, or the stream is being ended.</summary>
    private static async ValueTask<bool> TryReadAsync(
        IAsyncStreamReader<StudyFrames> requests,
        StudySession session,
        CancellationToken ending
    )
    {
        try
        {
            return session.Ending is null && await requests.MoveNext(ending).ConfigureAwait(false);
        }
        catch (Exception over) when (IsOver(over, ending))
        {
            return false;
        }
        catch (InvalidProtocolBufferException malformed)
        {
            // Left alone this would reach the client as Unknown, as if the fault were ours.
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"a message is not StudyFrames: {malformed.Message}"));
        }
        catch (IOException)
        {
            // The client's reset can be seen here before the call's token tells of it.
            return false;
        }
    }

    /// <summary>What gRPC throws at a handler whose call has been given up: which it is depends on what the handler was doing.</summary>
    private static bool IsOver(Exception thrown, CancellationToken ending) =>
        ending.IsCancellationRequested && thrown is OperationCanceledException or InvalidOperationException or IOException;

    private static void Cancel(object? source) => ((CancellationTokenSource)source!).Cancel();

    private void ThrowIfStopping()
    {
        if (_stopping.IsCancellationRequested)
            throw new RpcException(Stopping);
    }

    private sealed class WatcherPlace(EngineService service) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref service._watchers);
    }
}
