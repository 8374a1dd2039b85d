namespace MiaIa.Grpc.Streaming;

/// <summary>Where a reader's bytes come from: one direction of one HTTP/2 stream.</summary>
internal interface IByteSource
{
    /// <summary>Waits for bytes; 0 when the peer has ended the stream well.</summary>
    /// <exception cref="GrpcStatusException">The call ended otherwise (client).</exception>
    /// <exception cref="OperationCanceledException">The call was given up (server).</exception>
    ValueTask<int> ReadAsync(Memory<byte> buffer);

    /// <summary>The reader met bytes it cannot go on after.</summary>
    void Abort(GrpcStatus status);
}
