using MiaIa.Engine.Host.Chains;
using MiaIa.Engine.Host.Runner;
using MiaIa.Grpc;
using MiaIa.Grpc.Server;
using MiaIa.Grpc.Streaming;
using MiaIa.V1;
using Microsoft.AspNetCore.Routing;

namespace MiaIa.Engine.Host.Sessions;

/// <summary>miaia.v1.Engine on the wire: what comes in goes to the runner on the thread that read it.</summary>
public sealed class EngineService
{
    private const int WatchDefaultMs = 1000;
    private const int WatchMinMs = 50;
    private const int ExposureMinMs = 1000;

    private static readonly GrpcMethod<ReadOnlyMemory<byte>, EngineFrame> Attach = new(
        EngineMethods.Service,
        "Attach",
        GrpcMethodKind.Duplex,
        RawMarshaller.Instance,
        ProtobufMarshaller.For(EngineFrame.Parser)
    );

    private readonly EngineRunner _runner;
    private readonly EdgeClock _clock;
    private readonly TimeProvider _time;
    private readonly IbkrFeed? _ibkr;

    /// <summary>Serves a runner, and tells the state of the link to IBKR beside it when there is one.</summary>
    public EngineService(EngineRunner runner, EdgeClock clock, TimeProvider time, IbkrFeed? ibkr = null)
    {
        _ibkr = ibkr;
        _runner = runner;
        _clock = clock;
        _time = time;
    }

    /// <summary>Maps every method.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDuplex(Attach, AttachAsync);
        endpoints.MapServerStream(EngineMethods.WatchSignals, WatchSignalsAsync);
        endpoints.MapServerStream(EngineMethods.WatchState, WatchStateAsync);
        endpoints.MapUnary(EngineMethods.GetState, (_, request) => Task.FromResult(State(request)));
        endpoints.MapUnary(EngineMethods.Halt, (_, request) => Task.FromResult(_runner.Halt(request)));
        endpoints.MapUnary(EngineMethods.Resume, (_, request) => Task.FromResult(_runner.Resume(request)));
        endpoints.MapUnary(EngineMethods.Flatten, (_, request) => Task.FromResult(_runner.Flatten(request)));
    }

    private EngineStatus State(GetStateRequest request)
    {
        var state = _runner.Report(request.Exposure);
        state.Ibkr = _ibkr?.State();
        return state;
    }

    private async Task AttachAsync(
        GrpcServerCall call,
        GrpcMessageReader<ReadOnlyMemory<byte>> requests,
        GrpcMessageWriter<EngineFrame> responses
    )
    {
        // A bridge waits for headers before it counts the call as made.
        await call.SendHeadersAsync().ConfigureAwait(false);
        var session = new StudySession(responses, _clock, call.Cancel, call.Peer);
        try
        {
            while (await requests.WaitToReadAsync().ConfigureAwait(false))
            {
                while (_runner.Drain(session, requests))
                {
                    // More has already arrived: it is the next drain, and others had their turn in between.
                }
            }
        }
        catch (OperationCanceledException) when (session.Ending is not null)
        {
            // It was the runner that ended the stream, and it said why.
        }
        finally
        {
            _runner.Leave(session);
        }

        if (session.Ending is { } ending)
            throw new GrpcStatusException(ending);
    }

    private async Task WatchSignalsAsync(GrpcServerCall call, WatchSignalsRequest request, GrpcMessageWriter<Signal> responses)
    {
        var watcher = new SignalWatcher(responses, request.Instrument, call.Cancel);
        _runner.Watch(watcher);
        try
        {
            await call.SendHeadersAsync().ConfigureAwait(false);
            await Task.Delay(Timeout.Infinite, call.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            _runner.Unwatch(watcher);
        }

        if (watcher.Ending is { } ending)
            throw new GrpcStatusException(ending);

        call.Token.ThrowIfCancellationRequested();
    }

    private async Task WatchStateAsync(GrpcServerCall call, WatchStateRequest request, GrpcMessageWriter<ConfluenceState> responses)
    {
        var intervalMs = request.IntervalMs == 0 ? WatchDefaultMs : (int)Math.Clamp(request.IntervalMs, WatchMinMs, int.MaxValue);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(call.Token, call.Draining);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(intervalMs), _time);
        var exposureEvery = Math.Max(1, (ExposureMinMs + intervalMs - 1) / intervalMs);
        var round = 0L;
        try
        {
            do
            {
                foreach (var state in _runner.States(request.Instrument, request.Exposure && round++ % exposureEvery == 0))
                    responses.Write(state);

                await responses.FlushAsync().ConfigureAwait(false);
            } while (await timer.WaitForNextTickAsync(ending.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (call.Draining.IsCancellationRequested)
        {
            throw new GrpcStatusException(GrpcStatusCode.Unavailable, "the engine is stopping");
        }
    }
}
