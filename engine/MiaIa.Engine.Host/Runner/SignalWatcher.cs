using System.Threading.Channels;
using Grpc.Core;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>One WatchSignals stream. Signals are never left out: a watcher for whom too many wait is ended.</summary>
internal sealed class SignalWatcher
{
    private const int SignalsMax = 1024;

    private readonly Channel<Signal> _waiting = Channel.CreateBounded<Signal>(
        new BoundedChannelOptions(SignalsMax) { SingleReader = true }
    );

    /// <summary>A stream that watches one instrument, or all when the name is empty.</summary>
    public SignalWatcher(string instrument) => Instrument = instrument;

    /// <summary>The instrument; empty = all.</summary>
    public string Instrument { get; }

    /// <summary>What is to be sent, in order.</summary>
    /// <exception cref="RpcException">The runner has ended the stream, and why.</exception>
    internal IAsyncEnumerable<Signal> ReadAllAsync(CancellationToken cancellation) => _waiting.Reader.ReadAllAsync(cancellation);

    internal void End(StatusCode code, string text) => _waiting.Writer.TryComplete(new RpcException(new Status(code, text)));

    internal void Show(Signal signal)
    {
        if ((Instrument.Length == 0 || Instrument == signal.Instrument) && !_waiting.Writer.TryWrite(signal))
            End(StatusCode.ResourceExhausted, "the watcher reads too slowly");
    }
}
