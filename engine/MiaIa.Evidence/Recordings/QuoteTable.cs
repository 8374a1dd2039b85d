using MiaIa.CboeFiles;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.OptionInputs;

namespace MiaIa.Evidence.Recordings;

/// <summary>A Cboe quote table, and the trading day that its moment belongs to.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Underlying">SPX, NDX or QQQ; empty = none of them.</param>
/// <param name="AsOf">For which moment its quotes stand.</param>
/// <param name="Date">The trading day of that moment; null outside the calendar.</param>
/// <param name="SpotPoints">The index or fund.</param>
/// <param name="Rows">Usable ones.</param>
/// <param name="Problem">Why it cannot be used; empty = it can.</param>
public sealed record QuoteTable(string Path, string Underlying, UnixNanos AsOf, DateOnly? Date, double SpotPoints, int Rows, string Problem)
{
    private static readonly string[] Endings = [".csv", ".csv.gz", ".json", ".json.gz"];

    /// <summary>Whether a file may be one, by its name.</summary>
    public static bool MayBe(string path) =>
        Array.Exists(Endings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) && !VolatilityFile.MayBe(path);

    /// <summary>Reads one.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static QuoteTable Of(string path, TradingDays calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        try
        {
            var table = CboeTableReader.Read(path);
            var underlying = TableInputs.UnderlyingOf(table.Chain);
            return new(
                path,
                underlying == V1.Underlying.Unspecified ? "" : underlying.ToString().ToUpperInvariant(),
                table.AsOf,
                calendar.At(table.AsOf)?.Date,
                table.Spot,
                table.RowsRead,
                underlying == V1.Underlying.Unspecified ? "its contracts are not all of SPX, NDX or QQQ" : ""
            );
        }
        catch (CboeFileException e)
        {
            return new(path, "", default, null, 0, 0, e.Message);
        }
    }
}
