using System.Runtime.InteropServices;
using MiaIa.ZeroMq.Native;

namespace MiaIa.ZeroMq;

/// <summary>Waits on several sockets at once. Used by the one thread that uses the sockets.</summary>
/// <remarks>A wait allocates nothing. The sockets stay open at least as long as this.</remarks>
public sealed unsafe class ZeroMqPoller : IDisposable
{
    private readonly ZeroMqSocket[] _sockets;
    private byte* _items;

    /// <summary>Watches these sockets for messages to receive.</summary>
    /// <param name="sockets">At least one; the index here is the one that <see cref="IsReadable"/> takes.</param>
    public ZeroMqPoller(params ReadOnlySpan<ZeroMqSocket> sockets)
    {
        if (sockets.IsEmpty)
            throw new ArgumentException("A poller needs at least one socket.", nameof(sockets));
        _sockets = sockets.ToArray();
        _items = (byte*)NativeMemory.AllocZeroed((nuint)_sockets.Length, PollItem.BytesMax);
        for (var i = 0; i < _sockets.Length; i++)
        {
            var added = false;
            _sockets[i].Handle.DangerousAddRef(ref added);
            PollItem.Write(_items, i, _sockets[i].Handle.DangerousGetHandle(), PollEvents.Readable);
        }
    }

    /// <summary>Waits until at least one socket has a message.</summary>
    /// <param name="timeout">How long at most, in whole milliseconds; zero = look once, negative = for ever.</param>
    /// <returns>False when the time ran out.</returns>
    /// <exception cref="ZeroMqException">libzmq refused, e.g. because the context is being disposed of.</exception>
    public bool Wait(TimeSpan timeout)
    {
        ObjectDisposedException.ThrowIf(_items is null, this);
        return PollItem.Poll(_items, _sockets.Length, timeout) > 0;
    }

    /// <summary>Whether this socket had a message when the last wait ended.</summary>
    /// <param name="index">Its place in the constructor's list.</param>
    public bool IsReadable(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _sockets.Length);
        ObjectDisposedException.ThrowIf(_items is null, this);
        return PollItem.Returned(_items, index).HasFlag(PollEvents.Readable);
    }

    /// <summary>Lets go of the sockets; it does not dispose of them.</summary>
    public void Dispose()
    {
        if (_items is null)
            return;
        NativeMemory.Free(_items);
        _items = null;
        foreach (var socket in _sockets)
            socket.Handle.DangerousRelease();
    }
}
