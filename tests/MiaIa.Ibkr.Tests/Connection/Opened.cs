using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Tests.Decoding;

namespace MiaIa.Ibkr.Tests.Connection;

/// <summary>A session that is ready, with both its ends.</summary>
internal sealed record Opened(ScriptedGateway Gateway, ScriptedPeer Peer, TwsConnection Connection, RecordingSink Sink) : IAsyncDisposable
{
    public static async Task<Opened> AtAsync(Func<TwsSettings, TwsSettings>? change = null)
    {
        var gateway = new ScriptedGateway();
        var sink = new RecordingSink();
        var settings = gateway.Settings;
        var connection = new TwsConnection(change is null ? settings : change(settings), sink, TimeProvider.System);
        var opening = connection.OpenAsync(CancellationToken.None);
        var peer = await gateway.AcceptAsync();
        await peer.GreetAsync();
        await opening.WaitAsync(ScriptedPeer.Limit);
        return new Opened(gateway, peer, connection, sink);
    }

    /// <summary>Sends frames and waits until the client has delivered all of them.</summary>
    public async Task DeliverAsync(params string[] frames)
    {
        var expected = Sink.All.Count + frames.Length;
        await Peer.SendAsync(frames);
        await Eventually(() => Sink.All.Count >= expected);
    }

    public static async Task Eventually(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(ScriptedPeer.Limit);
        while (!condition())
            await Task.Delay(5, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        Peer.Dispose();
        Gateway.Dispose();
    }
}
