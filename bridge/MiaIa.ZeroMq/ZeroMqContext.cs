using MiaIa.ZeroMq.Native;

namespace MiaIa.ZeroMq;

/// <summary>Owns libzmq's I/O threads. One is enough for a process; any thread may make sockets.</summary>
/// <remarks>The native context ends when this and every socket made from it are disposed of.</remarks>
public sealed class ZeroMqContext : IDisposable
{
    private const int IoThreadsOption = 1;
    private const int BlockyOption = 70;

    private readonly ContextHandle _handle;

    /// <summary>Starts a context.</summary>
    /// <param name="ioThreads">Threads that move bytes, 1 or more; one carries about a gigabyte a second.</param>
    /// <exception cref="LibzmqMissingException">libzmq cannot be loaded; the message says what to install.</exception>
    public ZeroMqContext(int ioThreads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ioThreads, 1);
        Libzmq.EnsureLoaded();
        var context = ZeroMqNative.ContextNew();
        if (context == 0)
            throw ZeroMqException.Last("make a context");
        _handle = new ContextHandle(context);
        Set(IoThreadsOption, ioThreads);
        // Linger is 0 unless a socket asks for more: a program that stops must not wait for an absent peer.
        Set(BlockyOption, 0);
    }

    /// <summary>Makes a socket; bind or connect it next.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="options">Its options; null takes libzmq's defaults, with linger 0.</param>
    /// <exception cref="ZeroMqException">libzmq refused an option; the message names it.</exception>
    public ZeroMqSocket CreateSocket(ZeroMqSocketType type, ZeroMqSocketOptions? options = null)
    {
        var socket = ZeroMqNative.SocketNew(_handle, (int)type);
        if (socket == 0)
            throw ZeroMqException.Last($"make a {type} socket");
        var made = new ZeroMqSocket(new SocketHandle(socket, _handle), type, this);
        try
        {
            options?.ApplyTo(made);
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    /// <summary>Ends the context once its sockets are disposed of.</summary>
    public void Dispose() => _handle.Dispose();

    private void Set(int option, int value)
    {
        if (ZeroMqNative.ContextSet(_handle, option, value) != 0)
            throw ZeroMqException.Last($"set context option {option} to {value}");
    }
}
