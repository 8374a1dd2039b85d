using NetMQ;
using NetMQ.Sockets;

namespace MiaIa.Bridge.Relay;

/// <summary>Lets any thread end the wait of the relay thread, which polls <see cref="Receiver"/>.</summary>
/// <remarks>
/// Any number of signals between two looks of the receiver are one message, so it is bounded and costs a flag when
/// the receiver is behind. The order is: <see cref="Clear"/> first, then look at what was handed over; a signal that comes later wakes again.
/// </remarks>
internal sealed class RelayWakeUp : IDisposable
{
    private readonly PairSocket _sender;
    private readonly Lock _sending = new();
    private int _pending;
    private bool _disposed;

    /// <summary>Makes a pair of sockets within the process.</summary>
    internal RelayWakeUp()
    {
        PairSocket.CreateSocketPair(out _sender, out var receiver);
        Receiver = receiver;
    }

    /// <summary>Poll this; only the polling thread touches it.</summary>
    internal PairSocket Receiver { get; }

    /// <summary>Wakes the receiver; from any thread, also after disposal (then it does nothing).</summary>
    internal void Signal()
    {
        if (Interlocked.Exchange(ref _pending, 1) == 1)
            return;
        // A socket may be used by one thread at a time, and the lock hands it on whole; two signallers meet here only around a Clear.
        lock (_sending)
        {
            if (!_disposed)
                _ = _sender.TrySignalOK();
        }
    }

    /// <summary>Takes the signals that are there; by the polling thread.</summary>
    internal void Clear()
    {
        while (Receiver.TrySkipFrame()) { }

        Interlocked.Exchange(ref _pending, 0);
    }

    /// <summary>Closes both sockets; by the polling thread, after its last poll.</summary>
    public void Dispose()
    {
        lock (_sending)
        {
            _disposed = true;
            _sender.Dispose();
        }

        Receiver.Dispose();
    }
}
