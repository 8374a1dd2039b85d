using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MiaIa.GatewaySim.Setup;
using MiaIa.Hosting;
using Serilog.Events;

namespace MiaIa.GatewaySim;

/// <summary>Settings of the simulated Gateway: appsettings.json, MIAIA__GATEWAY__… and the command line.</summary>
internal sealed class GatewaySettings
{
    /// <summary>Name of the section in variables: MIAIA__GATEWAY__….</summary>
    public const string Section = ProgramSections.Gateway;

    private static readonly SimulatedGatewayOptions Own = new();

    [Description("Port on 127.0.0.1; 0 = a free one, told in the ready line.")]
    [Range(0, 65_535)]
    public int Port { get; init; } = 4002;

    [Description("Cboe quote table of SPX; empty = a made-up chain, clearly labelled SYNTHETIC.")]
    public string Chain { get; init; } = "";

    [Description("Cboe quote table of QQQ; empty = a made-up one beside a made-up SPX chain, else none.")]
    public string BackupChain { get; init; } = "";

    [Description("Recorded ES session (.scid) that moves the spot; empty = the spot stands unless the script moves it.")]
    public string Scid { get; init; } = "";

    [Description("The market's moment at the start, ISO 8601 with offset; empty = the session's, else the table's, else now.")]
    public string MarketStart { get; init; } = "";

    [Description("Seconds of the simulator's clock in a second: market, limits, delays and script all run so much faster.")]
    [Range(0.01, 1_000.0)]
    public double ClockSpeed { get; init; } = 1;

    [Description("Spot of the made-up chain; 0 = 5800, or the session's first price less the basis (points).")]
    [Range(0.0, 100_000.0)]
    public double Spot { get; init; }

    [Description("ES above SPX; without it 12, or with a session what lies between its first price and the chain's spot (points).")]
    [Range(-1_000.0, 1_000.0)]
    public double? Basis { get; init; }

    [Description("VIX at the start; 0 = the history's last close, else 16.")]
    [Range(0.0, 100.0)]
    public double Vix { get; init; }

    [Description("Cboe's daily history of VIX; empty = a made-up one.")]
    public string VixHistory { get; init; } = "";

    [Description("Cboe's daily history of VXN; empty = a made-up one.")]
    public string VxnHistory { get; init; } = "";

    [Description("Highest server version that is spoken.")]
    [Range(164, 200)]
    public int ServerVersion { get; init; } = Own.ServerVersion;

    [Description("Market-data lines of all clients together.")]
    [Range(0, 100_000)]
    public int Lines { get; init; } = Own.Lines;

    [Description("Messages of all clients within any second.")]
    [Range(1, 100_000)]
    public int MessagesPerSecond { get; init; } = Own.MessagesPerSecond;

    [Description("Tell a client that its id is taken (326); false = hang up without a word, as older Gateways do.")]
    public bool TellsTakenId { get; init; } = Own.TellsTakenId;

    [Description("Tell the last trade of an option by a clock of Shanghai: a day late.")]
    public bool EastOfNewYork { get; init; }

    [Description("By how much the clock that it tells is ahead of the market's (s).")]
    [Range(-86_400, 86_400)]
    public int ClockOffsetSeconds { get; init; }

    [Description("How often values are sent, by the simulator's clock (ms).")]
    [Range(1, 60_000)]
    public int PulseMs { get; init; } = (int)Own.Pulse.TotalMilliseconds;

    [Description("What may be seen of SPX.")]
    public FeedPermission SpxPermission { get; init; }

    [Description("What may be seen of VIX and VXN.")]
    public FeedPermission VixPermission { get; init; }

    [Description("What may be seen of options.")]
    public FeedPermission OptionsPermission { get; init; }

    [Description("Share of options of which neither open interest nor Greeks ever come.")]
    [Range(0.0, 1.0)]
    public double WithheldShare { get; init; }

    [Description("File with a script of faults: a YAML list of steps like \"- 90s link-lost for 14s\".")]
    public string ScriptFile { get; init; } = "";

    [Description("Script of faults, steps parted by semicolons: \"90s link-lost for 14s; 5m restart\".")]
    public string Script { get; init; } = "";

    [Description("Least important log lines that are written.")]
    public LogEventLevel LogLevel { get; init; } = LogEventLevel.Information;
}
