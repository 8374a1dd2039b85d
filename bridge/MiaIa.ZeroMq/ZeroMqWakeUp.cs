namespace MiaIa.ZeroMq;

/// <summary>Lets any thread end the wait of the thread that polls <see cref="Receiver"/>.</summary>
/// <remarks>
/// Any number of signals between two looks of the receiver are one message, so it is bounded and costs a flag when
/// the receiver is behind. The order is: <see cref="Clear"/> first, then look at what was handed over; a signal that comes later wakes again.
/// </remarks>
public sealed class ZeroMqWakeUp : IDisposable
{
    private static long _made;

    private readonly ZeroMqSocket _sender;
    private readonly Lock _sending = new();
    private readonly byte[] _ignored = new byte[1];
    private int _pending;
    private bool _disposed;

    /// <summary>Makes a pair of sockets within the process.</summary>
    /// <param name="context">The context of the sockets that the receiver polls beside this.</param>
    public ZeroMqWakeUp(ZeroMqContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var endpoint = $"inproc://wake-up-{Interlocked.Increment(ref _made)}";
        Receiver = context.CreateSocket(ZeroMqSocketType.Pair);
        Receiver.Bind(endpoint);
        _sender = context.CreateSocket(ZeroMqSocketType.Pair);
        _sender.Connect(endpoint);
    }

    /// <summary>Poll this; only the polling thread touches it.</summary>
    public ZeroMqSocket Receiver { get; }

    /// <summary>Wakes the receiver; from any thread, also after disposal (then it does nothing).</summary>
    public void Signal()
    {
        if (Interlocked.Exchange(ref _pending, 1) == 1)
            return;
        // A socket may be used by one thread at a time; two signallers meet here only around a Clear.
        lock (_sending)
        {
            if (!_disposed)
                _ = _sender.TrySend([1]);
        }
    }

    /// <summary>Takes the signals that are there; by the polling thread.</summary>
    public void Clear()
    {
        while (Receiver.TryReceive(_ignored, out _, out _)) { }

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
