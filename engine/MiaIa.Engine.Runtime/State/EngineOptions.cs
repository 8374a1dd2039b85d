using System.Text;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Settings;

namespace MiaIa.Engine.Runtime.State;

/// <summary>What decides how inputs become decisions: the same options and the same journal give the same bytes.</summary>
/// <param name="Instruments">One core each, in this order.</param>
/// <param name="EngineVersion">Named in Welcome and in the journal.</param>
public sealed record EngineOptions(IReadOnlyList<InstrumentOptions> Instruments, string EngineVersion)
{
    /// <summary>The version of this build.</summary>
    public static string BuildVersion { get; } = typeof(EngineOptions).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>The options that the settings ask for.</summary>
    public static EngineOptions From(EngineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new([.. settings.Instruments.Select(i => From(i, settings.CoverageFloor))], BuildVersion);
    }

    /// <summary>A hash over every option of every instrument, so that a journal says with which it was made.</summary>
    public ulong SettingsHash()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Instruments.Count; i++)
            text.AppendOptions(Instruments[i], $"{i}");

        return Fnv1a.Append(Fnv1a.Seed, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static InstrumentOptions From(InstrumentSettings settings, double coverageFloor)
    {
        var known =
            InstrumentOptions.Find(settings.Name)
            ?? throw new ArgumentException($"the instrument {settings.Name} is not known", nameof(settings));
        var chains = settings.OptionIndex switch
        {
            "SPX" => ChainOptions.Spx,
            "NDX" => ChainOptions.Ndx,
            _ => known.Chains,
        };
        return known with
        {
            TickSizePoints = settings.TickSizePoints == 0 ? known.TickSizePoints : (decimal)settings.TickSizePoints,
            TickValueUsd = settings.TickValueUsd == 0 ? known.TickValueUsd : (decimal)settings.TickValueUsd,
            Features = known.Features with
            {
                VolumeLotsMin = settings.VolumeLotsMin,
                LargePrintLots = settings.LargePrintLots,
                BlockPrintLots = settings.BlockPrintLots,
                FootprintRowLotsMin = settings.FootprintRowLotsMin,
                BookDepthLevels = settings.BookDepthLevels,
                SlopeFloorTicks = settings.SlopeFloorTicks,
                Patterns = PatternSettings.Over(known.Features.Patterns, settings.Patterns),
            },
            Chains = chains with
            {
                Backup = settings.OptionBackup == "QQQ" ? IndexSymbol.Qqq : IndexSymbol.None,
                Analytics = chains.Analytics with
                {
                    Rate = settings.InterestRate,
                    DividendYield = settings.DividendYield,
                    Dealers = settings.Dealers,
                },
            },
            Confluence = known.Confluence with { Tiers = settings.Tiers.Limits },
            Signals = known.Signals with
            {
                BaseContracts = settings.BaseContracts,
                CeilingContracts = settings.CeilingContracts,
                CoverageFloor = coverageFloor,
                StopTicks = settings.StopTicks,
                TargetTicks = settings.TargetTicks,
                HoldMillis = settings.HoldMs,
            },
        };
    }
}
