using System.Net;
using System.Net.Sockets;

namespace MiaIa.Grpc.Tests.Calls;

/// <summary>A peer that opens HTTP/2 well and then never answers anything: a stopped process, a half-open connection.</summary>
internal sealed class FrozenPeer : IDisposable
{
    private static readonly byte[] EmptySettings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
    private static readonly byte[] SettingsAck = [0, 0, 0, 4, 1, 0, 0, 0, 0];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public FrozenPeer() => _listener.Start();

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>Accepts one client, greets it and falls silent.</summary>
    public async Task<TcpClient> AcceptAsync()
    {
        var client = await _listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync(EmptySettings);
        await client.GetStream().WriteAsync(SettingsAck);
        return client;
    }

    /// <summary>Connects to a server, greets it and falls silent; ends when the server closes the connection.</summary>
    public static async Task ConnectAndWaitForTheEndAsync(Uri server)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        var stream = client.GetStream();
        await stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await stream.WriteAsync(EmptySettings);
        var ignored = new byte[4096];
        while (await stream.ReadAsync(ignored) > 0) { }
    }

    public void Dispose() => _listener.Dispose();
}
