using System.Globalization;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Pipeline;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Outbound;

/// <summary>The levels of a core in the words of the schema: rounded to ticks, with what has to be known of them.</summary>
internal static class LevelMessages
{
    private static readonly (string Name, string Text)[] Words =
    [
        ("call_wall", "call wall"),
        ("put_wall", "put wall"),
        ("zero_gamma", "zero gamma"),
        ("absolute_gamma", "absolute gamma"),
        ("call_wall_first", "call wall, first expiry"),
        ("put_wall_first", "put wall, first expiry"),
        ("zero_gamma_first", "zero gamma, first expiry"),
        ("absolute_gamma_first", "absolute gamma, first expiry"),
        ("vwap", "VWAP"),
        ("poc", "POC"),
        ("vah", "VAH"),
        ("val", "VAL"),
    ];

    /// <summary>The whole set; what is not known is missing.</summary>
    internal static Levels From(EngineCore core)
    {
        var levels = new Levels { ObservedUnixUs = core.Now.Micros };
        var (note, mood) = (NoteOf(core.Levels), MoodOf(core.Levels));
        for (var level = (DrawnLevel)0; (int)level < DrawnLevels.Count; level++)
        {
            if (TicksOf(core, level) is { } ticks)
            {
                var (name, text) = Words[(int)level];
                var full = DrawnLevels.IsOfOptions(level) ? text + note : text;
                levels.Level.Add(
                    new Level
                    {
                        Name = name,
                        PriceTicks = ticks,
                        Text = level == DrawnLevel.AbsoluteGamma ? full + mood : full,
                    }
                );
            }
        }

        return levels;
    }

    /// <summary>A level as it is drawn; null when there is none.</summary>
    internal static int? TicksOf(EngineCore core, DrawnLevel level) =>
        core.Levels.TicksOf(level) is var ticks && ticks is >= 1 and <= int.MaxValue ? (int)Math.Round(ticks) : null;

    /// <summary>VIX (VXN) and today's put/call volume of the index's options, to be read beside the absolute gamma strike; empty without either.</summary>
    internal static string MoodOf(DrawnLevels levels)
    {
        var name = levels.VolatilityIndex == IndexSymbol.Vxn ? "VXN" : "VIX";
        var vix = levels.VolatilityPoints is > 0 and var points
            ? string.Create(CultureInfo.InvariantCulture, $", {name} {points:0.0}")
            : "";
        var putCall = levels.PutCallRatio is > 0 and var ratio
            ? string.Create(CultureInfo.InvariantCulture, $", put/call {ratio:0.00}")
            : "";
        return vix + putCall;
    }

    /// <summary>What keeps a level from being live or whole, to be read beside it.</summary>
    internal static string NoteOf(DrawnLevels levels) => SourceOf(levels) + (levels.IsChainPartial ? " (partial)" : "");

    private static string SourceOf(DrawnLevels levels) =>
        (levels.ChainCondition, levels.ChainSource) switch
        {
            (FeedCondition.Down, _) => " (stale)",
            (FeedCondition.Delayed, _) or (_, ChainSource.Delayed) => " (delayed)",
            (FeedCondition.Frozen, _) or (_, ChainSource.Frozen) => " (frozen)",
            (_, ChainSource.Replay) => " (replay)",
            (_, ChainSource.Synthetic) => " (synthetic)",
            _ => "",
        };
}
