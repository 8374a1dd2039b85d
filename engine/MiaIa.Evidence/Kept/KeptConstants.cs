using System.Globalization;
using MiaIa.Engine.Features;

namespace MiaIa.Evidence.Kept;

/// <summary>
/// Which settings touch which parts of a kept day. What does not stand here touches all of them: a setting that is added later costs a whole pass until
/// somebody has shown what it does. A test moves each one and looks what changes.
/// </summary>
internal static class KeptConstants
{
    private const int Patterns = 1 << (int)FeatureId.SierraPatternStrength;

    // A pattern of the engine's stands on the option levels, and so does whether a signal may be born just now.
    private const int OfLevels = (1 << (int)FeatureId.GammaLevelsProximity) | Patterns | (1 << KeptParts.Tape);

    // A name that ends in a dot or a bracket is that of all below it.
    private static readonly (string Name, int Parts)[] Touching =
    [
        ("Features.VolumeRatioFull", 1 << (int)FeatureId.VolumeConfirmation),
        ("Features.DeltaGain", 1 << (int)FeatureId.VolumeConfirmation),
        ("Features.VolumeLotsMin", 1 << (int)FeatureId.VolumeConfirmation),
        ("Features.SlopeFloorTicks", 1 << (int)FeatureId.VwapTrendSignal),
        ("Features.TimeframeDeltaFull", 1 << (int)FeatureId.MtfConfluenceScore),
        ("Features.BookDepthLevels", 1 << (int)FeatureId.OrderBookImbalance),
        ("Features.BookLevelDecay", 1 << (int)FeatureId.OrderBookImbalance),
        ("Features.BookMeanMillis", 1 << (int)FeatureId.OrderBookImbalance),
        ("Features.LargePrintLots", 1 << (int)FeatureId.SmartMoneyStrength),
        ("Features.BlockPrintLots", 1 << (int)FeatureId.SmartMoneyStrength),
        ("Features.FootprintRowLotsMin", 1 << (int)FeatureId.VolumeImbalanceSignal),
        ("Features.FootprintRowImbalanceMin", 1 << (int)FeatureId.VolumeImbalanceSignal),
        ("Features.VwapBandBars", 1 << (int)FeatureId.VwapBandsSignal),
        ("Features.VwapBandInner", 1 << (int)FeatureId.VwapBandsSignal),
        ("Features.VwapBandOuter", 1 << (int)FeatureId.VwapBandsSignal),
        ("Features.Patterns.", Patterns),
        ("Chains.Backup", 1 << (int)FeatureId.OptionsFlowBias),
        ("Chains.Analytics.", OfLevels),
    ];

    /// <summary>The parts that a setting touches, a bit each.</summary>
    /// <param name="line">Of the settings' text, such as <c>ES.Features.DeltaGain=2.2</c>.</param>
    internal static int TouchedBy(ReadOnlySpan<char> line)
    {
        var name = line[(line.IndexOf('.') + 1)..];
        var end = name.IndexOf('=');
        foreach (var (known, parts) in Touching)
        {
            if (known[^1] == '.' ? name.StartsWith(known, StringComparison.Ordinal) : end >= 0 && name[..end].SequenceEqual(known))
                return parts;
        }

        return KeptParts.All;
    }

    /// <summary>What each part depends on of the settings, with its own name ahead of it.</summary>
    /// <param name="settings">The settings' text, a line each.</param>
    internal static string[] Of(string settings)
    {
        var lines = settings
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (Line: line, Parts: TouchedBy(line)))
            .ToArray();
        return [.. Enumerable.Range(0, KeptParts.Count).Select(OfPart)];

        string OfPart(int part)
        {
            var touching = lines.Where(line => (line.Parts & (1 << part)) != 0).Select(line => line.Line);
            return string.Create(CultureInfo.InvariantCulture, $"part {KeptParts.NameOf(part)}\n{string.Join('\n', touching)}\n");
        }
    }
}
