using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Tls;
using MiaIa.Proto;
using Serilog;

namespace MiaIa.Bridge.Link;

/// <summary>Lines to one engine, all over one HTTP/2 connection.</summary>
internal sealed class EngineLinks : IEngineLinks, IDisposable
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PingLimit = TimeSpan.FromSeconds(2);

    private readonly GrpcChannel _channel;
    private readonly V1.Engine.EngineClient _client;
    private readonly Func<string> _whyAway;
    private readonly LinkLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private volatile string _refusal = "";

    internal EngineLinks(
        Uri engine,
        Func<string> whyAway,
        AccessTokens tokens,
        TlsCalls tls,
        LinkLimits limits,
        TimeProvider time,
        ILogger log
    )
    {
        var isInClear = engine.Scheme == Uri.UriSchemeHttp;
        _channel = GrpcChannel.ForAddress(
            engine,
            new GrpcChannelOptions
            {
                HttpHandler = new SocketsHttpHandler
                {
                    ConnectCallback = ConnectAsync,
                    ConnectTimeout = ConnectLimit,
                    KeepAlivePingDelay = PingAfter,
                    KeepAlivePingTimeout = PingLimit,
                    PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
                    EnableMultipleHttp2Connections = false,
                    UseProxy = false,
                    SslOptions = tls.Options,
                },
                Credentials = ChannelCredentials.Create(
                    isInClear ? ChannelCredentials.Insecure : ChannelCredentials.SecureSsl,
                    tokens.ToCallCredentials(AccessRole.Operate)
                ),
                // In the clear on this machine only: the settings allow no other address.
                UnsafeUseInsecureChannelCallCredentials = isInClear && engine.IsLoopback,
                DisposeHttpClient = true,
                MaxReceiveMessageSize = FrameLimits.TransportBytesMax,
                MaxSendMessageSize = FrameLimits.TransportBytesMax,
                InitialReconnectBackoff = limits.ReconnectFirst,
                MaxReconnectBackoff = limits.ReconnectMax,
            }
        );
        _client = new V1.Engine.EngineClient(_channel);
        _whyAway = whyAway;
        _limits = limits;
        _time = time;
        _log = log;
    }

    public string WhyAway => _refusal.Length > 0 ? _refusal : _whyAway();

    public IEngineLink Open(ulong epoch, Action wakeUp)
    {
        var link = new EngineLink(_client, epoch, _limits, wakeUp, why => _refusal = why, _time, _log);
        link.Start();
        return link;
    }

    public void Dispose() => _channel.Dispose();

    /// <summary>
    /// Connects when a call asks for it. With this callback the channel keeps no connection and no back-off of its own, which would
    /// add to the link's: after an absence the engine is tried again within the link's longest pause.
    /// </summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
