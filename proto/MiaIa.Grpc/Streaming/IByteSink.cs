namespace MiaIa.Grpc.Streaming;

/// <summary>Where a writer's bytes go: one direction of one HTTP/2 stream.</summary>
internal interface IByteSink
{
    /// <summary>Hands bytes to the connection and makes it send them. Called by one thread at a time.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes);
}
