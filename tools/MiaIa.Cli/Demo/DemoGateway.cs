using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MiaIa.SierraFiles;

namespace MiaIa.Cli.Demo;

/// <summary>How the demo runs a simulated Gateway beside the engine: both by a clock as fast as the session is played.</summary>
internal sealed class DemoGateway
{
    /// <summary>As fast as the study takes it is no speed; the Gateway then runs as the demo usually does.</summary>
    private const double SpeedOtherwise = 60,
        SpeedMax = 1_000;
    private const double PulseMarketSeconds = 2;

    private readonly DemoOptions _options;
    private readonly string _scidPath;

    /// <summary>Takes a free port; the Gateway begins to listen there later.</summary>
    public DemoGateway(DemoOptions options, string scidPath)
    {
        (_options, _scidPath) = (options, scidPath);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Where it will listen.</summary>
    public int Port { get; }

    /// <summary>Market seconds a second.</summary>
    public double Speed => _options.Speed > 0 ? Math.Min(_options.Speed, SpeedMax) : SpeedOtherwise;

    /// <summary>The Gateway's command line. Its market begins where the session does.</summary>
    public IEnumerable<string> Arguments()
    {
        var arguments = new List<string>
        {
            $"--Port={Port}",
            $"--Scid={Path.GetFullPath(_scidPath)}",
            FormattableString.Invariant($"--ClockSpeed={Speed}"),
            FormattableString.Invariant($"--PulseMs={(int)(PulseMarketSeconds * 1000)}"),
        };
        if (_options.ChainPath is { } chain)
            arguments.Add($"--Chain={chain}");
        return arguments;
    }

    /// <summary>What makes the engine its client. What it serves is never declared live.</summary>
    public IEnumerable<string> EngineArguments() =>
        [
            "--Ibkr:Enabled=true",
            $"--Ibkr:Port={Port}",
            "--Ibkr:CacheFolder=",
            // It starts last, and by a clock that runs as fast as the session the usual attempts are gone by then.
            "--Ibkr:QuickAttempts=100",
            $"--Ibkr:Source={(_options.ChainPath is null ? "Synthetic" : "Replay")}",
            FormattableString.Invariant($"--Ibkr:ClockSpeed={Speed}"),
            $"--Ibkr:ClockStart={MarketStart()}",
        ];

    /// <summary>When the session begins, as the engine's settings want it.</summary>
    private string MarketStart()
    {
        using var scid = SierraFormats.Scid.Open(_scidPath);
        var first = scid.Records().First(record => !record.IsQuoteOnly);
        return DateTime
            .UnixEpoch.AddMicroseconds(SierraTime.ToUnixMicros(first.SierraMicros))
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
