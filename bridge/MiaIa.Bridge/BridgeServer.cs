using MiaIa.Bridge.Link;
using MiaIa.Bridge.Relay;
using MiaIa.ZeroMq;
using Serilog;

namespace MiaIa.Bridge;

/// <summary>The whole bridge in one object: the port for studies, the relay thread and the lines to the engine.</summary>
internal sealed class BridgeServer : IDisposable
{
    private readonly ZeroMqContext _context;
    private readonly StudyPort _port;
    private readonly EngineLinks _links;
    private readonly RelayLoop _relay;
    private readonly ILogger _log;

    private BridgeServer(BridgeSettings settings, TimeProvider time, ILogger log)
    {
        _log = log;
        _context = new ZeroMqContext();
        try
        {
            _port = new StudyPort(_context, settings.StudyEndpoint);
        }
        catch
        {
            _context.Dispose();
            throw;
        }

        var limits = new LinkLimits(
            settings.DownstreamFrames,
            TimeSpan.FromMilliseconds(settings.ReconnectFirstMs),
            TimeSpan.FromMilliseconds(settings.ReconnectMaxMs)
        );
        _links = new EngineLinks(new Uri(settings.EngineAddress), limits, time, log);
        _relay = new RelayLoop(_context, _port, _links, TimeSpan.FromMilliseconds(settings.StudySilenceMs), time, log);
        Endpoint = _port.Endpoint;
    }

    /// <summary>Where studies connect, with the port filled in.</summary>
    internal string Endpoint { get; }

    internal BridgeCounters Counters => _relay.Counters;

    /// <summary>Ends when the relay has stopped; fails when a fault stopped it.</summary>
    internal Task Ended => _relay.Ended;

    /// <summary>Opens the port and starts the relay.</summary>
    /// <exception cref="ZeroMqException">The endpoint cannot be bound.</exception>
    /// <exception cref="LibzmqMissingException">libzmq is not installed.</exception>
    internal static BridgeServer Start(BridgeSettings settings, TimeProvider time, ILogger log)
    {
        var server = new BridgeServer(settings, time, log);
        LogMessages.Serving(log, server.Endpoint, settings.EngineAddress);
        server._relay.Start();
        return server;
    }

    /// <summary>Drains, says goodbye and stops, within about a second.</summary>
    internal Task StopAsync()
    {
        LogMessages.Stopping(_log);
        _relay.Stop();
        return _relay.Ended;
    }

    public void Dispose()
    {
        _relay.Dispose();
        _links.Dispose();
        _port.Dispose();
        _context.Dispose();
    }
}
