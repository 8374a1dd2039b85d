using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>The mode that an engine is in, which its settings decide and not a study: it is known before any study attaches.</summary>
internal static class EngineMode
{
    /// <summary>The mode of all its instruments.</summary>
    internal static string TextOf(EngineStatus status) => TextOf(status.Mode);

    /// <summary>As the panel of the study writes it.</summary>
    internal static string TextOf(TradingMode mode) =>
        mode switch
        {
            TradingMode.DryRun => "DRY-RUN",
            TradingMode.Sim => "SIM",
            TradingMode.Live => "LIVE",
            _ => "mode not known",
        };

    /// <summary>What an engine that runs already is told by; in one line also that it is not in the mode that was asked for.</summary>
    /// <param name="status">Of the engine that runs.</param>
    /// <param name="address">Where it runs.</param>
    /// <param name="wanted">By the settings here; unspecified = they do not say.</param>
    internal static string RunsAlready(EngineStatus status, Uri address, TradingMode wanted)
    {
        var mode = status.Mode;
        var other = wanted != TradingMode.Unspecified && mode != TradingMode.Unspecified && wanted != mode;
        return $"runs already: {status.EngineVersion} at {address}, {TextOf(mode)}"
            + (
                other
                    ? $". ITS MODE IS NOT THAT OF THE SETTINGS HERE, {TextOf(wanted)}: it stays {TextOf(mode)} until it is started anew"
                    : ""
            );
    }
}
