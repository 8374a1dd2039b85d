namespace MiaIa.Grpc;

/// <summary>
/// Turns messages of one type into bytes and back. An instance has no state and is used by many threads at once.
/// </summary>
/// <typeparam name="T">The message.</typeparam>
public abstract class GrpcMarshaller<T>
{
    /// <summary>Exact number of bytes that <see cref="Write"/> will write for this message.</summary>
    public abstract int SizeOf(T message);

    /// <summary>Writes the message.</summary>
    /// <param name="message">What to write.</param>
    /// <param name="payload">Exactly <see cref="SizeOf"/> bytes, to be filled whole.</param>
    public abstract void Write(T message, Span<byte> payload);

    /// <summary>Reads a message.</summary>
    /// <param name="payload">The whole message, nothing else. Valid only until the reader waits for more bytes.</param>
    /// <exception cref="InvalidDataException">The bytes are not such a message; the text says why.</exception>
    public abstract T Read(ReadOnlyMemory<byte> payload);
}
