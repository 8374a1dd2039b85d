using System.Net;
using System.Net.Sockets;
using MiaIa.Grpc.Client;
using MiaIa.Grpc.Server;

namespace MiaIa.Grpc.Tests.Calls;

public sealed class PeerGoneTests
{
    [Test]
    public async Task A_server_that_is_not_there_is_unavailable_and_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();
        using var channel = new GrpcChannel(address);
        var status = await Text.FailureOf(() => channel.UnaryAsync(Text.Unary, "x"));
        Assert.That(status.Code, Is.EqualTo(GrpcStatusCode.Unavailable));
        Assert.That(status.Message, Does.StartWith(address.GetLeftPart(UriPartial.Authority)));
    }

    [Test]
    public async Task A_server_that_dies_in_mid_stream_ends_reader_and_writer_as_unavailable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var server = await RunningServer.StartAsync(KindsTests.Echo);
        using var relay = new CancellationTokenSource();
        var relaying = RelayAsync(listener, server.Address, relay.Token);
        using var channel = new GrpcChannel(new Uri($"http://{listener.LocalEndpoint}"));
        using var call = channel.Duplex(Text.Both);
        await call.Requests.WriteAsync("x");
        Assert.That(await call.Responses.WaitToReadAsync(), Is.True);

        var reading = Text.FailureOf(call);
        await relay.CancelAsync();
        await relaying;
        Assert.That((await reading).Code, Is.EqualTo(GrpcStatusCode.Unavailable));
        var writing = await Text.FailureOf(async () => await call.Requests.WriteAsync("late"));
        Assert.That(writing.Code, Is.EqualTo(GrpcStatusCode.Unavailable));
    }

    [Test]
    public async Task A_channel_connects_again_when_the_server_is_back()
    {
        var first = await RunningServer.StartAsync(KindsTests.Echo);
        var address = first.Address;
        using var channel = new GrpcChannel(address);
        using (var call = channel.Duplex(Text.Both))
        {
            await call.Requests.WriteAsync("x");
            await call.CompleteRequestsAsync();
            Assert.That(await Text.ReadAll(call), Has.Count.EqualTo(1));
        }

        await first.DisposeAsync();
        Assert.That((await Text.FailureOf(() => channel.UnaryAsync(Text.Unary, "x"))).Code, Is.EqualTo(GrpcStatusCode.Unavailable));

        await using var second = await RunningServer.StartAsync(
            app => app.MapUnary(Text.Unary, (_, request) => Task.FromResult(request)),
            options: null,
            port: address.Port
        );
        Assert.That(await channel.UnaryAsync(Text.Unary, "again"), Is.EqualTo("again"));
    }

    [Test]
    public async Task A_frozen_server_is_found_by_the_clients_pings()
    {
        using var peer = new FrozenPeer();
        using var channel = new GrpcChannel(
            peer.Address,
            new GrpcChannelOptions { KeepAlivePingDelay = TimeSpan.FromSeconds(1), KeepAlivePingTimeout = TimeSpan.FromSeconds(1) }
        );
        var calling = Text.FailureOf(() => channel.UnaryAsync(Text.Unary, "x"));
        using var connection = await peer.AcceptAsync();
        var status = await calling;
        Assert.That(status.Code, Is.EqualTo(GrpcStatusCode.Unavailable));
        Assert.That(status.Message, Does.Contain("did not answer a ping"));
    }

    [Test]
    public async Task A_frozen_client_is_found_by_the_servers_pings()
    {
        await using var server = await RunningServer.StartAsync(
            _ => { },
            new GrpcServerOptions { KeepAlivePingDelay = TimeSpan.FromSeconds(1), KeepAlivePingTimeout = TimeSpan.FromSeconds(1) }
        );
        var end = FrozenPeer.ConnectAndWaitForTheEndAsync(server.Address);
        Assert.That(
            await Task.WhenAny(end, Task.Delay(Text.Patience)),
            Is.SameAs(end),
            "the server keeps a connection that no longer answers"
        );
        await end;
    }

    /// <summary>Carries one connection until it is cut.</summary>
    private static async Task RelayAsync(TcpListener listener, Uri server, CancellationToken cut)
    {
        using var client = await listener.AcceptTcpClientAsync(cut);
        using var upstream = new TcpClient();
        await upstream.ConnectAsync(server.Host, server.Port, cut);
        Task both = Task.WhenAny(
            client.GetStream().CopyToAsync(upstream.GetStream(), cut),
            upstream.GetStream().CopyToAsync(client.GetStream(), cut)
        );
        await both.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        client.Client.Close(timeout: 0);
    }
}
