using System.Buffers.Binary;
using System.Text;
using MiaIa.ZeroMq.Native;

namespace MiaIa.ZeroMq;

/// <summary>Tells what happens to the connections of a socket. For diagnosis: it allocates.</summary>
public sealed class ZeroMqMonitor : IDisposable
{
    private const int HeaderBytes = 6;
    private static long _made;

    private readonly ZeroMqSocket _watched;
    private readonly ZeroMqMessage _part = new();

    /// <summary>Starts to watch.</summary>
    /// <param name="watched">The socket; watching it is not a use of it, so another thread may own it.</param>
    /// <param name="events">Which events are wanted.</param>
    /// <exception cref="ZeroMqException">The socket already has a monitor.</exception>
    public ZeroMqMonitor(ZeroMqSocket watched, ZeroMqMonitorEventKind events = ZeroMqMonitorEventKind.All)
    {
        ArgumentNullException.ThrowIfNull(watched);
        _watched = watched;
        var endpoint = $"inproc://monitor-{Interlocked.Increment(ref _made)}";
        if (ZeroMqNative.Monitor(watched.Handle, endpoint, (int)events) != 0)
            throw ZeroMqException.Last($"monitor a {watched.Type} socket");
        Events = watched.Context.CreateSocket(ZeroMqSocketType.Pair);
        Events.Connect(endpoint);
    }

    /// <summary>Poll this beside other sockets of the reading thread.</summary>
    public ZeroMqSocket Events { get; }

    /// <summary>Reads the oldest event, if there is one.</summary>
    public bool TryRead(out ZeroMqMonitorEvent happened)
    {
        happened = default;
        if (!Events.TryReceive(_part))
            return false;
        var header = _part.Bytes;
        if (header.Length != HeaderBytes || !_part.More)
            throw new ZeroMqException($"A monitor event has a header of {HeaderBytes} bytes; this one has {header.Length}.");
        // The machine's own byte order, which is little-endian wherever .NET runs with libzmq.
        var kind = (ZeroMqMonitorEventKind)BinaryPrimitives.ReadUInt16LittleEndian(header);
        var value = BinaryPrimitives.ReadInt32LittleEndian(header[sizeof(ushort)..]);
        // The parts of one message arrive together, so the second cannot be missing.
        _ = Events.TryReceive(_part);
        happened = new ZeroMqMonitorEvent(kind, value, Encoding.UTF8.GetString(_part.Bytes));
        return true;
    }

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        if (!_watched.Handle.IsClosed)
            _ = ZeroMqNative.Monitor(_watched.Handle, null, 0);
        Events.Dispose();
        _part.Dispose();
    }
}
