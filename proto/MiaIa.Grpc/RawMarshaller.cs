namespace MiaIa.Grpc;

/// <summary>
/// Hands messages through as bytes, for a relay that does not need their meaning.
/// What is read is a window on the reader's own buffer, not a copy: it is valid until the next
/// <c>WaitToReadAsync</c> of that reader, so that all messages of one drain may be held at once.
/// </summary>
public sealed class RawMarshaller : GrpcMarshaller<ReadOnlyMemory<byte>>
{
    private RawMarshaller() { }

    /// <summary>The one instance.</summary>
    public static RawMarshaller Instance { get; } = new();

    /// <inheritdoc/>
    public override int SizeOf(ReadOnlyMemory<byte> message) => message.Length;

    /// <inheritdoc/>
    public override void Write(ReadOnlyMemory<byte> message, Span<byte> payload) => message.Span.CopyTo(payload);

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Read(ReadOnlyMemory<byte> payload) => payload;
}
