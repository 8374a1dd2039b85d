using System.Globalization;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Evidence.Recordings;
using MiaIa.Hosting;

namespace MiaIa.Cli.Evidence;

/// <summary>An index of recordings, as lines.</summary>
internal static class RecordingsText
{
    public static IEnumerable<string> Lines(RecordingIndex index)
    {
        foreach (var line in Files(index.Files))
            yield return line;
        yield return "";
        yield return F($"{"day", -12}{"contract", -10}{"records", 12}{"lots", 12}{"depth", 7}{"chain", 7}{"play", 6}  remarks");
        foreach (var day in index.Days)
            yield return Line(day);
        var usable = index.Days.Count(day => day.CanBeUsed);
        yield return F($"{usable} of {Counted.Of(index.Days.Count, "day")} can be played");
    }

    private static IEnumerable<string> Files(RecordingFiles files)
    {
        foreach (var file in files.Trades)
        {
            yield return file.Problem.Length > 0
                ? $"{Name(file.Path)}: cannot be used: {Why(file.Problem)}"
                : F(
                    $"{Name(file.Path)}: {file.Instrument}, {file.Records:N0} records, prices ×{file.PriceMultiplier}, {Counted.Of(file.Days.Count, "trading day")}; {Counted.Of(file.Order.Duplicates, "duplicate")}, {file.Order.Repeated} repeated, {file.Order.StepsBack} steps back, {file.Misdated} misdated, {file.OutsideHours} outside the hours, {file.OffScale} off scale, {file.Refused} refused, {file.QuotesOnly} quotes only"
                );
        }

        foreach (var file in files.Depth.Where(file => file.Problem.Length > 0))
            yield return $"{Name(file.Path)}: cannot be used: {Why(file.Problem)}";
        yield return F(
            $"{Counted.Of(files.Depth.Count(file => file.Problem.Length == 0), "file")} of depth, {files.Depth.Sum(file => file.Records):N0} records"
        );
        foreach (var file in files.Bars)
        {
            yield return file.Problem.Length > 0
                ? $"{Name(file.Path)}: bars, cannot be read: {Why(file.Problem)}"
                : F(
                    $"{Name(file.Path)}: {file.Bars:N0} bars of {file.Minutes:0.##} minutes from {file.First:yyyy-MM-dd} to {file.Last:yyyy-MM-dd}; usable for {BarFile.UsableFor}"
                );
        }

        foreach (var table in files.Chains)
        {
            yield return table.Problem.Length > 0
                ? $"{Name(table.Path)}: no option table: {Why(table.Problem)}"
                : F(
                    $"{Name(table.Path)}: {table.Underlying}, {table.Rows:N0} rows as of {DateTimeOffset.FromUnixTimeSeconds(table.AsOf.Micros / 1_000_000):yyyy-MM-dd HH:mm} UTC"
                );
        }

        foreach (var file in files.Volatility)
            yield return F($"{Name(file.Path)}: {file.Index}, {file.Days:N0} daily closes");
        foreach (var file in files.Unread)
            yield return Of(file);
    }

    /// <summary>What could not be read at all, and why.</summary>
    internal static string Of(UnreadFile file) => $"{Name(file.Path)}: cannot be read: {Why(file.Why)}";

    private static string Line(RecordedDay day) =>
        F(
            $"{day.Date, -12:yyyy-MM-dd}{day.Contract, -10}{day.Trades?.TradeRecords ?? 0, 12:N0}{day.Trades?.Lots ?? 0, 12:N0}{day.DepthPaths.Count, 7}{(day.ChainPath.Length > 0 ? "yes" : "-"), 7}{(day.CanBeUsed ? "yes" : "no"), 6}  {string.Join("; ", day.Unusable.Concat(day.Remarks))}"
        );

    private static string Name(string path) => PrintableText.From(Path.GetFileName(path));

    // It may quote what stands in the file.
    private static string Why(string problem) => PrintableText.From(problem, 400);

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
