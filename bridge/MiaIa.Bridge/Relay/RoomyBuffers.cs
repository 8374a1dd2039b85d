using NetMQ;

namespace MiaIa.Bridge.Relay;

/// <summary>Where NetMQ takes the room for its messages: ordinary arrays, never shorter than a few bytes.</summary>
/// <remarks>
/// NetMQ 4.0.4.5 looks at the first byte of a command before it looks at its length: a connection that sends an empty one would end the
/// process with an exception on NetMQ's own thread. A zero lies there now, and the command counts as malformed. Arrays are not used
/// again: a message that is returned twice by mistake would otherwise change another one's bytes, and they are small and short-lived.
/// </remarks>
internal sealed class RoomyBuffers : IBufferPool
{
    private const int BytesMin = 16;

    public byte[] Take(int size) => new byte[Math.Max(size, BytesMin)];

    public void Return(byte[] buffer)
    {
        // The collector has it.
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
