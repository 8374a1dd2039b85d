using System.Net;
using System.Net.Sockets;
using MiaIa.Ibkr.Connection;

namespace MiaIa.Ibkr.Tests.Connection;

/// <summary>A Gateway on a loopback socket that does what the test says, and nothing by itself.</summary>
internal sealed class ScriptedGateway : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ScriptedGateway()
    {
        _listener.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public TwsSettings Settings => new() { Port = Port };

    public async Task<ScriptedPeer> AcceptAsync()
    {
        using var limit = new CancellationTokenSource(ScriptedPeer.Limit);
        return new ScriptedPeer(await _listener.AcceptTcpClientAsync(limit.Token));
    }

    public void Dispose() => _listener.Dispose();
}
