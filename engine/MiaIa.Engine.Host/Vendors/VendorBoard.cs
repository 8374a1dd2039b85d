using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Vendors;

/// <summary>
/// What vendors say of an instrument's levels, beside ours: from files, and from values that the trader maps out of a vendor's study. It is shown, and
/// no decision reads it. For one caller at a time.
/// </summary>
internal sealed class VendorBoard
{
    /// <summary>How the name of a study value begins that is a vendor's level.</summary>
    internal const string StudyPrefix = "vendor_";

    private const double NearMarket = 0.5;

    private readonly VendorFile[] _files;

    internal VendorBoard(VendorSettings settings, TimeProvider time, LogMessages log)
    {
        var files = new List<VendorFile>();
        if (settings.MenthorQFile.Length > 0)
            files.Add(new VendorFile("menthorq", settings.MenthorQFile, MenthorQText.Read, time, log));
        if (settings.CsvFile.Length > 0)
            files.Add(new VendorFile("csv", settings.CsvFile, LevelCsv.Read, time, log));
        _files = [.. files];
    }

    /// <summary>Every source there is for an instrument; empty where nothing is set and no study says anything.</summary>
    /// <param name="of">The instrument.</param>
    /// <param name="exposure">Its chain as last fitted; null without one.</param>
    /// <param name="ladder">The strikes of that chain, in index points.</param>
    internal IEnumerable<VendorSource> Sources(VendorChart of, GammaExposure? exposure, double[] ladder)
    {
        var ours = OurPrices.From(exposure, of.BasisPoints);
        var strikes = double.IsFinite(of.BasisPoints) ? Array.ConvertAll(ladder, strike => strike + of.BasisPoints) : [];
        var sources = new List<VendorSource>();
        foreach (var file in _files)
        {
            file.Look();
            sources.AddRange(SourcesOf(file, of));
        }

        if (StudySource(of) is { } study)
            sources.Add(study);
        foreach (var source in sources)
            Compare(source, ours, strikes);
        return sources;
    }

    private static IEnumerable<VendorSource> SourcesOf(VendorFile file, VendorChart of)
    {
        if (file.Reading is not { } reading)
            return [Source(file, "", file.Fault)];
        var sources = new List<VendorSource>();
        foreach (var table in reading.Tables)
        {
            var kind = VendorSymbol.KindOf(table.Symbol, of);
            if (kind == VendorSymbolKind.Other)
                continue;
            var source = Source(
                file,
                table.Symbol,
                kind == VendorSymbolKind.OtherMonth ? $"of another month than the chart's, which is {of.Contract}" : ""
            );
            if (source.Fault.Length == 0)
                Place(source, table.Prices, kind == VendorSymbolKind.Index, of);
            sources.Add(source);
        }

        if (sources.Count == 0)
        {
            var held = reading.Tables.Count == 0 ? "nothing" : string.Join(", ", reading.Tables.Take(8).Select(table => table.Symbol));
            sources.Add(Source(file, "", $"nothing for {of.Instrument}: it holds {held}"));
        }

        return sources;
    }

    private static VendorSource Source(VendorFile file, string symbol, string fault)
    {
        var source = new VendorSource
        {
            Name = file.Name,
            Symbol = symbol,
            Path = file.Path,
            WrittenUnixS = file.WrittenAt?.ToUnixTimeSeconds() ?? 0,
            Stale = file.IsStale,
            Fault = fault,
            Bad = (uint)(file.Reading?.Bad.Count ?? 0),
        };
        source.BadText.AddRange(file.Reading?.Bad.Named ?? []);
        return source;
    }

    // Names of one price become one line.
    private static void Place(VendorSource source, IEnumerable<VendorPrice> prices, bool isIndex, VendorChart of)
    {
        var market = isIndex ? of.LastPoints - (double.IsFinite(of.BasisPoints) ? of.BasisPoints : 0) : of.LastPoints;
        foreach (var group in prices.GroupBy(price => price.Value).OrderBy(group => group.Key))
        {
            var name = string.Join(" & ", group.Select(price => price.Name).Distinct(StringComparer.OrdinalIgnoreCase));
            if (Math.Abs(group.Key / market - 1) > NearMarket)
            {
                source.Bad++;
                if (source.BadText.Count < BadValues.NamedMax)
                    source.BadText.Add(FormattableString.Invariant($"{name} {group.Key} is no price near {market:0.##}"));
                continue;
            }

            var level = new VendorLevel { Name = name };
            if (isIndex)
                level.IndexPoints = group.Key;
            if (!isIndex || double.IsFinite(of.BasisPoints))
                level.Points = group.Key + (isIndex ? of.BasisPoints : 0);
            source.Level.Add(level);
        }
    }

    private static VendorSource? StudySource(VendorChart of)
    {
        var values = of.StudyValues.Where(value => value.Name.StartsWith(StudyPrefix, StringComparison.Ordinal)).ToArray();
        if (values.Length == 0)
            return null;
        var oldest = values.Min(value => value.At.Value);
        var source = new VendorSource
        {
            Name = "study",
            WrittenUnixS = oldest / UnixNanos.PerSecond,
            Stale = of.Now.Value - oldest > TimeSpan.FromDays(1).Ticks * 100,
        };
        Place(source, values.Select(value => new VendorPrice(value.Name[StudyPrefix.Length..].Replace('_', ' '), value.Value)), false, of);
        return source;
    }

    private static void Compare(VendorSource source, IReadOnlyList<OurPrice> ours, double[] strikes)
    {
        var placed = source.Level.Where(level => level.HasPoints).Select(level => level.Points).ToArray();
        if (placed.Length == 0 || ours.Count == 0)
            return;
        var between = LevelComparison.StrikesBetween(placed, strikes);
        foreach (var level in source.Level.Where(level => level.HasPoints))
        {
            var (nearest, distance) = LevelComparison.NearestOf(level.Points, ours);
            level.Nearest = nearest.Name;
            level.DistancePoints = level.Points - nearest.Points;
            if (between.Length > 0)
                level.Chance = LevelComparison.ChanceOf(distance, ours, between);
        }

        source.Comparison = LevelComparison.Of(placed, ours, between, LevelComparison.ShiftOf(placed, strikes));
    }
}
