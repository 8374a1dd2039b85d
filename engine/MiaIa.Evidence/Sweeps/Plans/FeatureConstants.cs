using System.Globalization;
using MiaIa.Engine.Features;
using MiaIa.Engine.Options;
using MiaIa.Engine.Patterns;
using MiaIa.Evidence.Kept;

namespace MiaIa.Evidence.Sweeps.Plans;

/// <summary>
/// The constants of features that a plan may name, each by the name of its setting behind <c>features.</c>. Readings are made anew with each value, but
/// only those that it touches. What they may be is the settings' own affair.
/// </summary>
internal static class FeatureConstants
{
    private const string Prefix = "features.";
    private const string HalfLife = "HalfLifeBars";

    private static readonly Dictionary<string, Constant> Known = Of([
        new("VolumeLotsMin", "Features.VolumeLotsMin", true),
        new("SlopeFloorTicks", "Features.SlopeFloorTicks", false),
        new("BookDepthLevels", "Features.BookDepthLevels", true),
        new("LargePrintLots", "Features.LargePrintLots", true),
        new("BlockPrintLots", "Features.BlockPrintLots", true),
        new("FootprintRowLotsMin", "Features.FootprintRowLotsMin", true),
        new("InterestRate", "Chains.Analytics.Rate", false),
        new("DividendYield", "Chains.Analytics.DividendYield", false),
        new("OptionIndex", "Chains.Index", true) { Words = ["SPX", "NDX"] },
        new("OptionBackup", "Chains.Backup", true) { Words = ["NONE", "QQQ"] },
        new("Dealers", "Chains.Analytics.Dealers", true) { Words = Enum.GetNames<DealerPosition>() },
    ]);

    /// <summary>All names.</summary>
    internal static IEnumerable<string> All => Known.Keys;

    internal static bool IsOne(string name) => Known.ContainsKey(name);

    internal static bool IsWhole(string name) => Known.TryGetValue(name, out var constant) && constant.IsWhole;

    /// <summary>The words that a constant is one of, which stand for 0, 1 and so on; empty where it is a number.</summary>
    internal static IReadOnlyList<string> WordsOf(string name) => Known.TryGetValue(name, out var constant) ? constant.Words : [];

    /// <summary>A parameter's value as it is told: a word or a number.</summary>
    internal static object Told(string name, double value) => WordsOf(name) is { Count: > 0 } words ? words[(int)value] : value;

    /// <summary>Whether a feature's readings hang on it.</summary>
    internal static bool Touches(string name, FeatureId feature) =>
        Known.TryGetValue(name, out var constant) && (KeptConstants.TouchedBy($"ES.{constant.Option}=") & (1 << (int)feature)) != 0;

    /// <summary>One with its value, for a person.</summary>
    internal static string Text(string name, double value) =>
        string.Create(CultureInfo.InvariantCulture, $"{name[Prefix.Length..]} {Told(name, value):R}");

    /// <summary>The constants of a set, as settings of an instrument; other parameters are none.</summary>
    internal static FeatureVersion VersionOf(string instrument, IEnumerable<(string Name, double Value)> values) =>
        new([
            .. values
                .Where(one => IsOne(one.Name))
                .Select(one =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Instruments:{instrument}:{one.Name[Prefix.Length..]}={Told(one.Name, one.Value):R}"
                    )
                ),
        ]);

    // A recording has the engine's own patterns alone: nothing of what a study pushes is in it.
    private static Dictionary<string, Constant> Of(IEnumerable<Constant> named)
    {
        var constants = named.ToList();
        foreach (var pattern in PatternNames.All)
        {
            constants.Add(new($"Patterns:{pattern}:Weight", "Features.Patterns.", false));
            constants.Add(new($"Patterns:{pattern}:{HalfLife}", "Features.Patterns.", true));
        }

        return constants.ToDictionary(constant => Prefix + constant.Setting, StringComparer.Ordinal);
    }

    /// <param name="Setting">Its name below the instrument.</param>
    /// <param name="Option">The name under which the core's options have it.</param>
    /// <param name="IsWhole">Whether it is counted in whole numbers.</param>
    private sealed record Constant(string Setting, string Option, bool IsWhole)
    {
        internal IReadOnlyList<string> Words { get; init; } = [];
    }
}
