using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Requests;

namespace MiaIa.GatewaySim.Tests.Sessions;

/// <summary>A session that counts what went out and what was read.</summary>
internal sealed class CountingSession(TwsConnection session) : ITwsSession
{
    private long _sent;

    public bool IsOpen { get; private set; }

    /// <summary>Messages that were sent, the start of the session with them.</summary>
    public long Sent => Volatile.Read(ref _sent) + 1;

    /// <summary>Frames that were read, the hello with them.</summary>
    public long Read => session.Decoder is { } decoder ? decoder.Delivered + decoder.Unknown + decoder.Malformed + 1 : 0;

    /// <summary>Whether both ends have read everything that the other has sent.</summary>
    public bool IsSettledWith(SimulatedGateway gateway)
    {
        // The order matters: what is read last cannot have been caused by what was looked at before.
        var (sent, read) = (Sent, Read);
        var (received, written) = gateway.Exchanged;
        return received == sent && written == read;
    }

    public Task<SessionEnd> Ended => session.Ended;

    public async Task OpenAsync(CancellationToken cancel)
    {
        await session.OpenAsync(cancel);
        IsOpen = true;
    }

    public async Task SendAsync(Request request, CancellationToken cancel)
    {
        await session.SendAsync(request, cancel);
        Interlocked.Increment(ref _sent);
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
