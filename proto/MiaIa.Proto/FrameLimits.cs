namespace MiaIa.Proto;

/// <summary>Bounds of what travels on Attach, part of the schema as its field numbers are: protocol version 3.</summary>
public static class FrameLimits
{
    /// <summary>Most bytes of one StudyFrame or EngineFrame.</summary>
    public const int FrameBytesMax = 64 * 1024;

    /// <summary>Most bytes of one StudyFrames or EngineFrames, the frames' tags and lengths included.</summary>
    public const int MessageBytesMax = 1024 * 1024;

    /// <summary>What gRPC itself lets through: a message that breaks the limit by little is still read, and refused with a word of ours.</summary>
    public const int TransportBytesMax = MessageBytesMax + FrameBytesMax;

    private const int TagAndLengthBytesMax = 4;

    /// <summary>Bytes that a frame may take in a message at most.</summary>
    public static int InMessage(int frameBytes) => frameBytes + TagAndLengthBytesMax;
}
