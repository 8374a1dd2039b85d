using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Tls;
using MiaIa.Tests.Access;
using MiaIa.Tests.Tls;

namespace MiaIa.Engine.Web.Tests;

/// <summary>What a page that is open to other machines is served with, and what its callers show.</summary>
/// <param name="Certificates">Of the engine and its callers.</param>
/// <param name="AsksForCallers">Whether callers show a certificate.</param>
/// <param name="CallsPerSecond">Of one address.</param>
internal sealed record ServedElsewhere(TestCertificates Certificates, bool AsksForCallers = false, int CallsPerSecond = 20)
{
    internal const string Name = "engine.example";

    private readonly (string Certificate, string Key) _server = Certificates.Server();
    private readonly (string Certificate, string Key) _client = Certificates.Client();

    internal static PageSettings Page => new() { Address = "0.0.0.0", Hosts = [Name, "127.0.0.1"] };

    internal TlsSettings Tls =>
        new()
        {
            Certificate = _server.Certificate,
            Key = _server.Key,
            ClientAuthority = AsksForCallers ? Certificates.Authority : "",
            CallsPerSecond = CallsPerSecond,
        };

    /// <summary>To whatever port of this machine is called, under whatever name; no authority of this system is believed.</summary>
    /// <param name="showsOwn">Whether a caller's certificate is shown.</param>
    /// <param name="judgesName">Whether the name of the engine's certificate must be the one that is called.</param>
    internal SocketsHttpHandler Handler(bool showsOwn = true, bool judgesName = true)
    {
        var (certificate, key) = showsOwn ? _client : ("", "");
        var trust = judgesName ? Certificates.Authority : _server.Certificate;
        return new SocketsHttpHandler
        {
            SslOptions = TlsCalls.Open(trust, certificate, key, DateTimeOffset.UtcNow).Options,
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
    }

    internal GrpcChannel Channel(Uri engine) =>
        GrpcChannel.ForAddress(
            engine,
            new GrpcChannelOptions
            {
                HttpHandler = Handler(),
                DisposeHttpClient = true,
                Credentials = ChannelCredentials.Create(
                    ChannelCredentials.SecureSsl,
                    TestAccess.Tokens[AccessRole.Operate].ToCallCredentials()
                ),
            }
        );
}
