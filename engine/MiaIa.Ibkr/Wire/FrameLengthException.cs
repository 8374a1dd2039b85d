namespace MiaIa.Ibkr.Wire;

/// <summary>A frame announces more bytes than the protocol allows. Where the next frame begins is unknown, so the session must end.</summary>
public sealed class FrameLengthException : Exception
{
    /// <summary>Names the announced length.</summary>
    /// <param name="announcedBytes">The length as read, in bytes.</param>
    public FrameLengthException(uint announcedBytes)
        : base(
            $"a frame announces {announcedBytes} bytes, more than {FrameReader.PayloadBytesMax}: the stream is no TWS stream or lost its place"
        )
    {
        AnnouncedBytes = announcedBytes;
    }

    /// <summary>The length as read, in bytes.</summary>
    public uint AnnouncedBytes { get; }
}
