using MiaIa.Bridge.Link;
using MiaIa.Bridge.Logging;
using MiaIa.Bridge.Relay;
using MiaIa.Bridge.Starting;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Tls;
using NetMQ;
using Serilog;

namespace MiaIa.Bridge;

/// <summary>The whole bridge in one object: the port for studies, the relay thread and the lines to the engine.</summary>
internal sealed class BridgeServer : IDisposable
{
    private static readonly TimeSpan LinksCloseMax = TimeSpan.FromSeconds(1);

    private readonly TlsCalls _tls;
    private readonly EngineLinks _links;
    private readonly RelayLoop _relay;
    private readonly EngineStarter _starter;
    private readonly CancellationTokenSource _stopStarting = new();
    private readonly ILogger _log;
    private Task _starting = Task.CompletedTask;

    private BridgeServer(BridgeSettings settings, TimeProvider time, ILogger log)
    {
        _log = log;
        var tokens = AccessTokens.OpenOrCreate(settings.CredentialsFolder);
        _tls = TlsCalls.Open(settings.Tls.Trust, settings.Tls.Certificate, settings.Tls.Key, time.GetUtcNow());
        var port = new StudyPort(settings.StudyEndpoint);
        var limits = new LinkLimits(
            settings.DownstreamFrames,
            TimeSpan.FromMilliseconds(settings.ReconnectFirstMs),
            TimeSpan.FromMilliseconds(settings.ReconnectMaxMs)
        );
        var engine = new Uri(settings.EngineAddress);
        var folder = Path.GetDirectoryName(Path.GetFullPath(AccessTokens.FileOf(settings.CredentialsFolder, AccessRole.Operate)))!;
        _starter = new EngineStarter(settings.Engine.Start, engine, folder, StartLimits.Usual, time, log);
        _links = new EngineLinks(engine, () => _starter.Status, tokens, _tls, limits, time, log);
        _relay = new RelayLoop(port, tokens, _links, TimeSpan.FromMilliseconds(settings.StudySilenceMs), time, log);
        Endpoint = port.Endpoint;
    }

    /// <summary>Where studies connect, with the port filled in.</summary>
    internal string Endpoint { get; }

    internal BridgeCounters Counters => _relay.Counters;

    /// <summary>Ends when the relay has stopped; fails when a fault stopped it.</summary>
    internal Task Ended => _relay.Ended;

    /// <summary>Opens the port and starts the relay.</summary>
    /// <exception cref="CredentialsException">The token files cannot be used.</exception>
    /// <exception cref="CertificateException">The files of TLS cannot be used.</exception>
    /// <exception cref="NetMQException">The endpoint cannot be bound.</exception>
    internal static BridgeServer Start(BridgeSettings settings, TimeProvider time, ILogger log)
    {
        var server = new BridgeServer(settings, time, log);
        LogMessages.Serving(log, server.Endpoint, settings.EngineAddress);
        server._relay.Start();
        server._starting = server._starter.RunAsync(server._stopStarting.Token);
        return server;
    }

    /// <summary>Drains, says goodbye and stops, within about a second; a relay that does not is left behind, and the log says so.</summary>
    internal async Task StopAsync()
    {
        LogMessages.Stopping(_log);
        await _stopStarting.CancelAsync().ConfigureAwait(false);
        _relay.Stop();
        if (await Task.WhenAny(_relay.Ended, Task.Delay(RelayLoop.StopMax)).ConfigureAwait(false) == _relay.Ended)
            await _relay.Ended.ConfigureAwait(false);
        else
            LogMessages.RelayHeldUp(_log, RelayLoop.StopMax);
    }

    public void Dispose()
    {
        _stopStarting.Cancel();
        _relay.Dispose();
        // The channel is a library's and its thread the caller's, so it gets a bound as everything else in a stop has.
        if (!Task.Run(_links.Dispose).Wait(LinksCloseMax))
            LogMessages.LinesCutOff(_log);
        // It only waits, for this token among other things.
        _starting.Wait();
        _starter.Dispose();
        _tls.Dispose();
        _stopStarting.Dispose();
    }
}
