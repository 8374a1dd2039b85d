using System.Net.Sockets;
using System.Threading.Channels;

namespace MiaIa.GatewaySim.Sessions;

/// <summary>What waits to be written to a client. Bounded: answers wait for room, values are left out for a client that does not read.</summary>
internal sealed class Outbox(NetworkStream stream, GatewayStatistics statistics)
{
    private const int PartsMax = 256;

    private readonly Channel<byte[]> _parts = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(PartsMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );

    /// <summary>Whether values may be written: half is kept for answers.</summary>
    public bool HasRoom => _parts.Reader.Count < PartsMax / 2;

    /// <summary>Puts something in, if there is room.</summary>
    public bool TryAdd(byte[] frames) => frames.Length == 0 || _parts.Writer.TryWrite(frames);

    /// <summary>Puts something in as soon as there is room.</summary>
    public ValueTask AddAsync(byte[] frames, CancellationToken cancel) =>
        frames.Length == 0 ? ValueTask.CompletedTask : _parts.Writer.WriteAsync(frames, cancel);

    /// <summary>Nothing follows.</summary>
    public void Complete() => _parts.Writer.TryComplete();

    /// <summary>Writes until nothing follows or the client has gone.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await foreach (var part in _parts.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                await stream.WriteAsync(part, cancel).ConfigureAwait(false);
                statistics.OnSent(part.Length);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has gone; its reading side says so.
            _parts.Writer.TryComplete();
        }
    }
}
