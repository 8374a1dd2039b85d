using System.Net;

namespace MiaIa.Grpc.Client;

/// <summary>A request body that stays open until it is ended: the platform hands us its stream and we write when we like.</summary>
internal sealed class RequestBody : HttpContent
{
    private readonly TaskCompletionSource<Stream> _stream = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The stream, as soon as there is a connection.</summary>
    public Task<Stream> Stream => _stream.Task;

    /// <summary>Ends the body well: the server sees that no message follows.</summary>
    public void Complete() => _end.TrySetResult();

    /// <summary>Ends the body in any case; whoever waits for the stream gets <paramref name="reason"/>.</summary>
    public void Abandon(GrpcStatusException reason)
    {
        if (_stream.TrySetException(reason))
            _ = _stream.Task.Exception;

        _end.TrySetException(reason);
        _ = _end.Task.Exception;
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The headers go out now: a server may have to answer before the first message.
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        _stream.TrySetResult(stream);
        await _end.Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
