using MiaIa.Grpc.Client;
using Serilog;

namespace MiaIa.Bridge.Link;

/// <summary>Lines to one engine, all over one HTTP/2 connection.</summary>
internal sealed class EngineLinks : IEngineLinks, IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly LinkLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    internal EngineLinks(Uri engine, LinkLimits limits, TimeProvider time, ILogger log)
    {
        _channel = new GrpcChannel(
            engine,
            new GrpcChannelOptions
            {
                ConnectTimeout = TimeSpan.FromSeconds(2),
                KeepAlivePingDelay = TimeSpan.FromSeconds(2),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(2),
                TimeProvider = time,
            }
        );
        _limits = limits;
        _time = time;
        _log = log;
    }

    public IEngineLink Open(ulong epoch, Action wakeUp)
    {
        var link = new EngineLink(_channel, epoch, _limits, wakeUp, _time, _log);
        link.Start();
        return link;
    }

    public void Dispose() => _channel.Dispose();
}
