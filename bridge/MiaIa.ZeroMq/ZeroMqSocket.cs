using System.Text;
using MiaIa.ZeroMq.Native;

namespace MiaIa.ZeroMq;

/// <summary>A libzmq socket. One thread at a time may use it, as libzmq demands.</summary>
/// <remarks>Sends and receives never wait and allocate nothing; to wait, use <see cref="Wait"/> or a <see cref="ZeroMqPoller"/>.</remarks>
public sealed unsafe class ZeroMqSocket : IDisposable
{
    private const int DontWait = 1;
    private const int SendMore = 2;
    private const int EndpointBytesMax = 1024;

    internal ZeroMqSocket(SocketHandle handle, ZeroMqSocketType type, ZeroMqContext context)
    {
        Handle = handle;
        Type = type;
        Context = context;
    }

    /// <summary>Its type.</summary>
    public ZeroMqSocketType Type { get; }

    /// <summary>The endpoint of the last bind or connect with wildcards filled in, e.g. tcp://127.0.0.1:40123; empty before.</summary>
    public string LastEndpoint
    {
        get
        {
            Span<byte> text = stackalloc byte[EndpointBytesMax];
            var length = (nuint)text.Length;
            fixed (byte* bytes = text)
            {
                if (ZeroMqNative.GetOption(Handle, (int)SocketOption.LastEndpoint, bytes, &length) != 0)
                    throw ZeroMqException.Last("read the last endpoint");
            }

            // libzmq counts the ending zero byte.
            return length == 0 ? "" : Encoding.UTF8.GetString(text[..((int)length - 1)]);
        }
    }

    internal SocketHandle Handle { get; }

    internal ZeroMqContext Context { get; }

    /// <summary>Listens. A port of * takes a free one; see <see cref="LastEndpoint"/>.</summary>
    /// <exception cref="ZeroMqException">The address is taken (<see cref="ZeroMqException.IsAddressInUse"/>), absent or malformed.</exception>
    public void Bind(string endpoint) => Check(ZeroMqNative.Bind(Handle, endpoint), "bind", endpoint);

    /// <summary>Stops listening.</summary>
    /// <exception cref="ZeroMqException">It was not bound to that endpoint.</exception>
    public void Unbind(string endpoint) => Check(ZeroMqNative.Unbind(Handle, endpoint), "unbind", endpoint);

    /// <summary>Starts to connect, and again whenever the connection is lost; returns at once.</summary>
    /// <exception cref="ZeroMqException">The endpoint is malformed.</exception>
    public void Connect(string endpoint) => Check(ZeroMqNative.Connect(Handle, endpoint), "connect to", endpoint);

    /// <summary>Ends a connection.</summary>
    /// <exception cref="ZeroMqException">There is none to that endpoint.</exception>
    public void Disconnect(string endpoint) => Check(ZeroMqNative.Disconnect(Handle, endpoint), "disconnect from", endpoint);

    /// <summary>SUBSCRIBE sockets: receive messages that begin with these bytes; empty = all.</summary>
    /// <exception cref="ZeroMqException">The socket is of another type.</exception>
    public void Subscribe(ReadOnlySpan<byte> prefix) => SetOption(SocketOption.Subscribe, prefix);

    /// <summary>Sends one part if libzmq can take it now.</summary>
    /// <param name="bytes">The part; copied before this returns.</param>
    /// <param name="more">More parts of the same message follow.</param>
    /// <returns>False when the queue is full or nobody is connected; nothing was taken then.</returns>
    /// <exception cref="ZeroMqException">Any other refusal.</exception>
    public bool TrySend(ReadOnlySpan<byte> bytes, bool more = false)
    {
        var errno = SendPart(bytes, more);
        return errno == 0 || (ZeroMqErrno.IsAgain(errno) ? false : throw ZeroMqException.For(errno, $"send {bytes.Length} bytes"));
    }

    /// <summary>ROUTER: sends a message of one part to one peer if libzmq can take it now.</summary>
    /// <param name="routingId">The peer, as received before its messages.</param>
    /// <param name="bytes">The message; copied before this returns.</param>
    /// <exception cref="ZeroMqException">Any refusal that <see cref="SendOutcome"/> does not name.</exception>
    public SendOutcome TrySendTo(ReadOnlySpan<byte> routingId, ReadOnlySpan<byte> bytes)
    {
        var errno = SendPart(routingId, more: true);
        if (errno == 0)
            errno = SendPart(bytes, more: false);
        if (errno == 0)
            return SendOutcome.Sent;
        if (ZeroMqErrno.IsAgain(errno))
            return SendOutcome.WouldBlock;
        return ZeroMqErrno.IsHostUnreachable(errno)
            ? SendOutcome.NoRoute
            : throw ZeroMqException.For(errno, $"send {bytes.Length} bytes to a peer");
    }

    /// <summary>Receives one part if one is there, without copying it.</summary>
    /// <param name="message">Takes the part; what it held before is gone.</param>
    /// <returns>False when nothing is there; the message then keeps what it held.</returns>
    /// <exception cref="ZeroMqException">Any other refusal.</exception>
    public bool TryReceive(ZeroMqMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        while (ZeroMqNative.MessageReceive(message.Handle, Handle, DontWait) < 0)
        {
            var errno = ZeroMqErrno.Last();
            if (ZeroMqErrno.IsAgain(errno))
                return false;
            if (!ZeroMqErrno.IsInterrupted(errno))
                throw ZeroMqException.For(errno, "receive");
        }

        return true;
    }

    /// <summary>Receives one part, if one is there, straight into a buffer of the caller's, e.g. a rented one.</summary>
    /// <param name="destination">Takes the part's first bytes.</param>
    /// <param name="length">The part's whole length; more than the buffer's means that its end was cut off and is lost.</param>
    /// <param name="more">Another part of the same message follows.</param>
    /// <returns>False when nothing is there.</returns>
    /// <exception cref="ZeroMqException">Any other refusal.</exception>
    public bool TryReceive(Span<byte> destination, out int length, out bool more)
    {
        more = false;
        fixed (byte* bytes = destination)
        {
            while ((length = ZeroMqNative.Receive(Handle, bytes, (nuint)destination.Length, DontWait)) < 0)
            {
                var errno = ZeroMqErrno.Last();
                if (ZeroMqErrno.IsAgain(errno))
                {
                    length = 0;
                    return false;
                }

                if (!ZeroMqErrno.IsInterrupted(errno))
                    throw ZeroMqException.For(errno, "receive");
            }
        }

        more = GetInt(SocketOption.ReceiveMore) != 0;
        return true;
    }

    /// <summary>Waits until the socket can do one of these things.</summary>
    /// <param name="events">What to wait for.</param>
    /// <param name="timeout">How long at most, in whole milliseconds; negative = for ever.</param>
    /// <returns>What it can do now; <see cref="PollEvents.None"/> when the time ran out.</returns>
    public PollEvents Wait(PollEvents events, TimeSpan timeout)
    {
        Span<byte> item = stackalloc byte[PollItem.BytesMax];
        var added = false;
        Handle.DangerousAddRef(ref added);
        try
        {
            fixed (byte* bytes = item)
            {
                PollItem.Write(bytes, 0, Handle.DangerousGetHandle(), events);
                return PollItem.Poll(bytes, 1, timeout) == 0 ? PollEvents.None : PollItem.Returned(bytes, 0);
            }
        }
        finally
        {
            Handle.DangerousRelease();
        }
    }

    /// <summary>Closes the socket; with linger 0 what was not yet sent is dropped.</summary>
    public void Dispose() => Handle.Dispose();

    internal void SetOption(SocketOption option, int value) => SetOption(option, &value, sizeof(int), value);

    internal void SetOption(SocketOption option, long value) => SetOption(option, &value, sizeof(long), value);

    internal void SetOption(SocketOption option, ReadOnlySpan<byte> value)
    {
        fixed (byte* bytes = value)
            SetOption(option, bytes, value.Length, value.Length);
    }

    internal int GetInt(SocketOption option)
    {
        int value;
        nuint length = sizeof(int);
        return ZeroMqNative.GetOption(Handle, (int)option, &value, &length) == 0
            ? value
            : throw ZeroMqException.Last($"read option {option}");
    }

    // The shown value is a number or a length, never the bytes: they may be a secret key.
    private void SetOption(SocketOption option, void* value, int length, long shown)
    {
        if (ZeroMqNative.SetOption(Handle, (int)option, value, (nuint)length) != 0)
            throw ZeroMqException.Last($"set option {option} ({shown}) on a {Type} socket");
    }

    private int SendPart(ReadOnlySpan<byte> bytes, bool more)
    {
        var flags = more ? DontWait | SendMore : DontWait;
        fixed (byte* first = bytes)
        {
            while (ZeroMqNative.Send(Handle, first, (nuint)bytes.Length, flags) < 0)
            {
                var errno = ZeroMqErrno.Last();
                if (!ZeroMqErrno.IsInterrupted(errno))
                    return errno;
            }
        }

        return 0;
    }

    private static void Check(int result, string verb, string endpoint)
    {
        if (result != 0)
            throw ZeroMqException.Last($"{verb} {endpoint}");
    }
}
