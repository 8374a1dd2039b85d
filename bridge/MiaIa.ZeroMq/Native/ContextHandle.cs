using System.Runtime.InteropServices;

namespace MiaIa.ZeroMq.Native;

/// <summary>Owns a libzmq context; every socket holds a reference, so it ends after the last of them.</summary>
internal sealed class ContextHandle : SafeHandle
{
    internal ContextHandle(nint context)
        : base(0, ownsHandle: true) => SetHandle(context);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        // Terminating waits until the sockets' lingering messages are gone and may be interrupted by a signal.
        while (ZeroMqNative.ContextTerm(handle) != 0)
        {
            if (!ZeroMqErrno.IsInterrupted(ZeroMqErrno.Last()))
                return false;
        }

        return true;
    }
}
