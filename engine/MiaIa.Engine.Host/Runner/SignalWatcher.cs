using MiaIa.Grpc;
using MiaIa.Grpc.Streaming;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>One WatchSignals stream. Signals are never left out: a watcher whose buffer is full is ended.</summary>
internal sealed class SignalWatcher
{
    private readonly GrpcMessageWriter<Signal> _writer;
    private readonly Action _cancel;

    /// <summary>A stream that watches one instrument, or all when the name is empty.</summary>
    public SignalWatcher(GrpcMessageWriter<Signal> writer, string instrument, Action cancel)
    {
        _writer = writer;
        _cancel = cancel;
        Instrument = instrument;
    }

    /// <summary>The instrument; empty = all.</summary>
    public string Instrument { get; }

    /// <summary>Why the stream is being ended from outside; null while it may go on.</summary>
    public GrpcStatus? Ending { get; private set; }

    internal void End(GrpcStatusCode code, string text)
    {
        if (Ending is null)
        {
            Ending = new GrpcStatus(code, text);
            _cancel();
        }
    }

    internal void Show(Signal signal)
    {
        if (Ending is not null || (Instrument.Length > 0 && Instrument != signal.Instrument))
            return;

        try
        {
            if (_writer.TryWrite(signal))
                _writer.BeginFlush();
            else
                End(GrpcStatusCode.ResourceExhausted, "the watcher reads too slowly");
        }
        catch (Exception ended) when (ended is GrpcStatusException or OperationCanceledException)
        {
            End(GrpcStatusCode.Cancelled, "the client is gone");
        }
    }
}
