using System.Globalization;
using MiaIa.GatewaySim.Faults;
using MiaIa.GatewaySim.Setup;
using MiaIa.Ibkr.Connection;
using Serilog;

namespace MiaIa.GatewaySim;

/// <summary>Turns the program's settings into the simulator's options.</summary>
internal static class GatewayArguments
{
    /// <exception cref="FaultScriptException">A script cannot be read.</exception>
    /// <exception cref="FormatException">A moment cannot be read.</exception>
    /// <exception cref="IOException">The script's file cannot be opened.</exception>
    public static SimulatedGatewayOptions Options(GatewaySettings settings, ILogger log) =>
        new()
        {
            Port = settings.Port,
            Log = log,
            Time =
                settings.ClockSpeed == 1
                    ? TimeProvider.System
                    : new ScaledClock(TimeProvider.System.GetUtcNow(), settings.ClockSpeed, TimeProvider.System),
            ChainFile = Given(settings.Chain),
            BackupChainFile = Given(settings.BackupChain),
            ScidFile = Given(settings.Scid),
            MarketStart = Moment(settings.MarketStart),
            SpotPoints = settings.Spot > 0 ? settings.Spot : null,
            BasisPoints = settings.Basis,
            VixLevel = settings.Vix > 0 ? settings.Vix : null,
            VixFile = Given(settings.VixHistory),
            VxnFile = Given(settings.VxnHistory),
            ServerVersion = settings.ServerVersion,
            Lines = settings.Lines,
            MessagesPerSecond = settings.MessagesPerSecond,
            TellsTakenId = settings.TellsTakenId,
            IsEastOfNewYork = settings.EastOfNewYork,
            ClockOffset = TimeSpan.FromSeconds(settings.ClockOffsetSeconds),
            Pulse = TimeSpan.FromMilliseconds(settings.PulseMs),
            WithheldShare = settings.WithheldShare,
            Permissions = new Dictionary<string, FeedPermission>
            {
                ["SPX"] = settings.SpxPermission,
                ["VIX"] = settings.VixPermission,
                ["VXN"] = settings.VixPermission,
                [SimulatedGatewayOptions.OptionsPermission] = settings.OptionsPermission,
            },
            Faults =
            [
                .. settings.ScriptFile.Length > 0 ? FaultScript.Read(settings.ScriptFile) : [],
                .. FaultScript.Parse(settings.Script, "Script"),
            ],
        };

    private static string? Given(string path) => path.Length > 0 ? path : null;

    private static DateTimeOffset? Moment(string text)
    {
        if (text.Length == 0)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw new FormatException($"MarketStart = '{text}': not a moment like 2026-11-25T09:30:00-05:00");
    }
}
