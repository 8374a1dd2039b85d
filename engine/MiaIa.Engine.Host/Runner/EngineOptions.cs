using System.Globalization;
using System.Text;
using MiaIa.Engine.Host.Journal;
using MiaIa.Engine.Host.Settings;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Pipeline;

namespace MiaIa.Engine.Host.Runner;

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
        return new([.. settings.Instruments.Select(i => Of(i, settings.CoverageFloor))], BuildVersion);
    }

    /// <summary>A hash over what the settings decide, so that a journal says with which settings it was made.</summary>
    public ulong SettingsHash()
    {
        var text = new StringBuilder();
        foreach (var i in Instruments)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{i.Name} {i.TickSizePoints} {i.TickValueUsd} {i.Signals.BaseContracts} {i.Signals.CeilingContracts} {i.Signals.CoverageFloor:R} {i.Chains.Index} {i.Chains.Backup} ")
                .Append(CultureInfo.InvariantCulture, $"{i.Signals.StopTicks} {i.Signals.TargetTicks} {i.Features.VolumeLotsMin} {i.Features.LargePrintLots} {i.Features.BlockPrintLots} {i.Features.FootprintRowLotsMin} {i.Features.BookDepthLevels}\n");
        }

        return Fnv1a.Append(Fnv1a.Seed, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static InstrumentOptions Of(InstrumentSettings settings, double coverageFloor)
    {
        var known = InstrumentOptions.Find(settings.Name)
            ?? throw new ArgumentException($"the instrument {settings.Name} is not known", nameof(settings));
        var chains = settings.OptionIndex switch { "SPX" => ChainOptions.Spx, "NDX" => ChainOptions.Ndx, _ => known.Chains };
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
            },
            Chains = chains with { Backup = settings.OptionBackup == "QQQ" ? IndexSymbol.Qqq : IndexSymbol.None },
            Signals = known.Signals with
            {
                BaseContracts = settings.BaseContracts,
                CeilingContracts = settings.CeilingContracts,
                CoverageFloor = coverageFloor,
                StopTicks = settings.StopTicks,
                TargetTicks = settings.TargetTicks,
            },
        };
    }
}
