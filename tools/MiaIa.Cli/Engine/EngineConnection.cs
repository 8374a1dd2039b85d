using MiaIa.Grpc;
using MiaIa.Grpc.Client;
using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>Calls to a running engine, each with a bound.</summary>
internal sealed class EngineConnection(Uri address) : IDisposable
{
    /// <summary>Where an engine listens unless it is told otherwise.</summary>
    public const string UsualAddress = "http://127.0.0.1:50551";

    private static readonly CallOptions Bounded = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly GrpcChannel _channel = new(address);

    /// <exception cref="GrpcStatusException">The engine did not answer with Ok in 5 s.</exception>
    public Task<EngineStatus> GetStateAsync() =>
        _channel.UnaryAsync(EngineMethods.GetState, new GetStateRequest { Exposure = true }, Bounded);

    /// <inheritdoc cref="GetStateAsync"/>
    public Task<SwitchReply> HaltAsync(string reason) =>
        _channel.UnaryAsync(EngineMethods.Halt, new HaltRequest { Reason = reason, By = Who() }, Bounded);

    /// <inheritdoc cref="GetStateAsync"/>
    public Task<SwitchReply> ResumeAsync() => _channel.UnaryAsync(EngineMethods.Resume, new ResumeRequest { By = Who() }, Bounded);

    /// <inheritdoc cref="GetStateAsync"/>
    public Task<SwitchReply> FlattenAsync(string reason) =>
        _channel.UnaryAsync(EngineMethods.Flatten, new FlattenRequest { Reason = reason, By = Who() }, Bounded);

    /// <summary>Every signal event from now on, until cancelled.</summary>
    public async IAsyncEnumerable<Signal> WatchSignalsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        using var call = _channel.ServerStream(
            EngineMethods.WatchSignals,
            new WatchSignalsRequest(),
            new CallOptions { Cancellation = cancellation }
        );
        await foreach (var signal in call.Responses.ReadAllAsync().WithCancellation(cancellation))
            yield return signal;
    }

    public void Dispose() => _channel.Dispose();

    private static string Who() => $"miaia as {Environment.UserName}";
}
