using System.Runtime.InteropServices;
using MiaIa.ZeroMq.Native;

namespace MiaIa.ZeroMq;

/// <summary>libzmq refused a call. Carries its error number and its own text for it.</summary>
public sealed class ZeroMqException : Exception
{
    /// <summary>Makes one without an error number.</summary>
    public ZeroMqException() { }

    /// <summary>Makes one without an error number.</summary>
    public ZeroMqException(string message)
        : base(message) { }

    /// <summary>Makes one without an error number.</summary>
    public ZeroMqException(string message, Exception innerException)
        : base(message, innerException) { }

    private ZeroMqException(string message, int errno)
        : base(message) => Errno = errno;

    /// <summary>The error number as libzmq gave it; its meaning differs between systems. 0 when there was none.</summary>
    public int Errno { get; }

    /// <summary>A bind found the address taken by another program.</summary>
    public bool IsAddressInUse => ZeroMqErrno.IsAddressInUse(Errno);

    /// <summary>A bind named an address that this machine does not have.</summary>
    public bool IsAddressNotAvailable => ZeroMqErrno.IsAddressNotAvailable(Errno);

    /// <summary>The context is being disposed of.</summary>
    public bool IsContextTerminated => ZeroMqErrno.IsContextTerminated(Errno);

    /// <summary>The error of this thread's last call.</summary>
    /// <param name="what">What we tried, with its argument, e.g. "bind tcp://127.0.0.1:5557".</param>
    internal static ZeroMqException Last(string what) => For(ZeroMqErrno.Last(), what);

    /// <summary>An error number that was already taken.</summary>
    internal static ZeroMqException For(int errno, string what)
    {
        var text = Marshal.PtrToStringUTF8(ZeroMqNative.StrError(errno)) ?? "unknown error";
        return new ZeroMqException($"ZeroMQ cannot {what}: {text} (errno {errno}).", errno);
    }
}
