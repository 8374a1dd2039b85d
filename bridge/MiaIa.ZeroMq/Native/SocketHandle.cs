using System.Runtime.InteropServices;

namespace MiaIa.ZeroMq.Native;

/// <summary>Owns a libzmq socket and a reference to its context.</summary>
internal sealed class SocketHandle : SafeHandle
{
    private readonly ContextHandle _context;

    internal SocketHandle(nint socket, ContextHandle context)
        : base(0, ownsHandle: true)
    {
        var added = false;
        context.DangerousAddRef(ref added);
        _context = context;
        SetHandle(socket);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        var closed = ZeroMqNative.SocketClose(handle) == 0;
        _context.DangerousRelease();
        return closed;
    }
}
