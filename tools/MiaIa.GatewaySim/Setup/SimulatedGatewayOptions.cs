using MiaIa.GatewaySim.Faults;
using Serilog;

namespace MiaIa.GatewaySim.Setup;

/// <summary>How a simulated Gateway behaves. Lengths of time are of <see cref="Time"/>.</summary>
public sealed record SimulatedGatewayOptions
{
    /// <summary>The key of <see cref="Permissions"/> that stands for every option.</summary>
    public const string OptionsPermission = "OPTIONS";

    /// <summary>TCP port on the loopback address; 0 = a free one.</summary>
    public int Port { get; init; }

    /// <summary>The clock of the protocol and of the market. A hand-moved or scaled one makes a day short.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the simulator tells what it does; null = nowhere.</summary>
    public ILogger? Log { get; init; }

    /// <summary>A Cboe table of SPX; null = a made-up chain, which the account name and the log say.</summary>
    public string? ChainFile { get; init; }

    /// <summary>A Cboe table of QQQ; null = a made-up one beside a made-up SPX chain, else none.</summary>
    public string? BackupChainFile { get; init; }

    /// <summary>The made-up chain's spot in points; null = 5800, or the session's first price less the basis.</summary>
    public double? SpotPoints { get; init; }

    /// <summary>
    /// The market's moment at the start; null = the session's, else the table's, else the clock's. A table of another week is moved to it
    /// by whole weeks, expiries and all.
    /// </summary>
    public DateTimeOffset? MarketStart { get; init; }

    /// <summary>A recorded ES session that moves the spot; null = the spot stands unless a script moves it.</summary>
    public string? ScidFile { get; init; }

    /// <summary>ES above SPX in points; null = 12, or with a session what lies between its first price and the chain's spot.</summary>
    public double? BasisPoints { get; init; }

    /// <summary>VIX at the start; null = the history's last close, else 16.</summary>
    public double? VixLevel { get; init; }

    /// <summary>Cboe's daily history of VIX; null = a made-up one.</summary>
    public string? VixFile { get; init; }

    /// <summary>Cboe's daily history of VXN; null = a made-up one.</summary>
    public string? VxnFile { get; init; }

    /// <summary>The highest version that is spoken, 164 to 200.</summary>
    public int ServerVersion { get; init; } = 200;

    /// <summary>Market-data lines of all clients together.</summary>
    public int Lines { get; init; } = 100;

    /// <summary>Messages of all clients together within any second.</summary>
    public int MessagesPerSecond { get; init; } = 50;

    /// <summary>Messages beyond the rate after which a client is thrown out.</summary>
    public int RateViolationsMax { get; init; } = 3;

    /// <summary>How often values are sent.</summary>
    public TimeSpan Pulse { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>When the first model row of a line comes.</summary>
    public TimeSpan ModelDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the model row comes.</summary>
    public TimeSpan ModelInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>When open interest comes (generic tick 101).</summary>
    public TimeSpan OpenInterestDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often open interest is repeated.</summary>
    public TimeSpan OpenInterestInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>When a snapshot ends.</summary>
    public TimeSpan SnapshotLength { get; init; } = TimeSpan.FromSeconds(11);

    /// <summary>How long contract details take.</summary>
    public TimeSpan DetailsDelay { get; init; }

    /// <summary>How long a client id stays held after its client has gone.</summary>
    public TimeSpan ClientIdHold { get; init; }

    /// <summary>Whether a client whose id is taken is told so (326). Older Gateways hang up without a word.</summary>
    public bool TellsTakenId { get; init; } = true;

    /// <summary>Whether its clock is one of Shanghai: contract details tell the last trade of an option by it, a day late.</summary>
    public bool IsEastOfNewYork { get; init; }

    /// <summary>By how much the clock that it tells (heartbeat) is ahead of the market's.</summary>
    public TimeSpan ClockOffset { get; init; }

    /// <summary>The share of options, 0 to 1, of which neither model row nor open interest ever comes: always the same ones.</summary>
    public double WithheldShare { get; init; }

    /// <summary>Whether ticks 27 to 30 come for the index SPX too, and not only for QQQ. Not known of a real Gateway.</summary>
    public bool IndexCarriesSums { get; init; }

    /// <summary>
    /// By symbol (SPX, VIX, VXN, QQQ, ES); of options by <see cref="OptionsPermission"/>, or after it, with a blank, the symbol of one underlying
    /// only: <c>OPTIONS SPX</c>. What is not there is live.
    /// </summary>
    public IReadOnlyDictionary<string, FeedPermission> Permissions { get; init; } = new Dictionary<string, FeedPermission>();

    /// <summary>What goes wrong, and when.</summary>
    public IReadOnlyList<FaultStep> Faults { get; init; } = [];

    /// <summary>Refuses what cannot work.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    internal void Validate()
    {
        Check(nameof(Port), Port, 0, 65_535);
        Check(nameof(ServerVersion), ServerVersion, Ibkr.Wire.ServerVersion.Min, Ibkr.Wire.ServerVersion.Max);
        Check(nameof(Lines), Lines, 0, 100_000);
        Check(nameof(MessagesPerSecond), MessagesPerSecond, 1, 100_000);
        Check(nameof(RateViolationsMax), RateViolationsMax, 1, 100_000);
        Check(nameof(WithheldShare), WithheldShare, 0, 1);
        Check(nameof(Pulse), Pulse.TotalMilliseconds, 1, 60_000);
    }

    private static void Check(string name, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; allowed is {low} to {high}");
    }
}
