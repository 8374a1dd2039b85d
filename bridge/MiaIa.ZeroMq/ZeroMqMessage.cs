using MiaIa.ZeroMq.Native;

namespace MiaIa.ZeroMq;

/// <summary>A place to receive into, used again and again: libzmq's own buffer, seen as a span without a copy.</summary>
/// <remarks>One thread at a time. Make one per reader and keep it; receiving allocates nothing on the managed heap.</remarks>
public sealed unsafe class ZeroMqMessage : IDisposable
{
    /// <summary>Makes an empty one.</summary>
    /// <exception cref="LibzmqMissingException">libzmq cannot be loaded.</exception>
    public ZeroMqMessage()
    {
        Libzmq.EnsureLoaded();
        Handle = new MessageHandle();
    }

    /// <summary>The bytes of the part received last. Valid until the next receive into this or its disposal.</summary>
    public ReadOnlySpan<byte> Bytes => new(ZeroMqNative.MessageBytes(Pointer), Length);

    /// <summary>Number of bytes of the part received last.</summary>
    public int Length => checked((int)ZeroMqNative.MessageLength(Pointer));

    /// <summary>Another part of the same message follows.</summary>
    public bool More => ZeroMqNative.MessageMore(Pointer) != 0;

    internal MessageHandle Handle { get; }

    private nint Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(Handle.IsClosed, this);
            return Handle.DangerousGetHandle();
        }
    }

    /// <summary>Gives the buffer back to libzmq.</summary>
    public void Dispose() => Handle.Dispose();
}
