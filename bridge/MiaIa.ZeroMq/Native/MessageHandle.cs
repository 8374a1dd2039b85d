using System.Runtime.InteropServices;

namespace MiaIa.ZeroMq.Native;

/// <summary>Owns the 64 bytes of a zmq_msg_t, which must not move, and what they refer to.</summary>
internal sealed unsafe class MessageHandle : SafeHandle
{
    private const nuint StructBytes = 64;
    private const nuint StructAlignmentBytes = 8;

    internal MessageHandle()
        : base(0, ownsHandle: true)
    {
        SetHandle((nint)NativeMemory.AlignedAlloc(StructBytes, StructAlignmentBytes));
        // zmq_msg_init cannot fail: it only writes the struct.
        _ = ZeroMqNative.MessageInit(handle);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        var closed = ZeroMqNative.MessageClose(handle) == 0;
        NativeMemory.AlignedFree((void*)handle);
        return closed;
    }
}
