using System.Text.Json;
using MiaIa.Reports.Content;
using MiaIa.Reports.Periods;

namespace MiaIa.Reports.Output;

/// <summary>Where reports lie: one page a period, and the JSON of the newest of each kind.</summary>
public static class ReportFiles
{
    /// <summary>
    /// Writes both, but leaves the JSON of a newer period as it is. The page comes last: where it is, the report is whole.
    /// </summary>
    /// <returns>Where the page lies.</returns>
    /// <exception cref="IOException">One cannot be written.</exception>
    public static string Write(string folder, ReportPeriod period, Report report)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(report);
        var json = Path.Combine(folder, period.JsonName);
        if (string.CompareOrdinal(LastTradeDateIn(json), report.LastTradeDate) <= 0)
            AtomicFile.Write(json, ReportJson.Of(report));
        var page = PageOf(folder, period);
        AtomicFile.Write(page, ReportHtml.Of(report));
        return page;
    }

    // Empty, so older than all: no file, or one that is no report and may be written over.
    private static string LastTradeDateIn(string path)
    {
        if (!File.Exists(path))
            return "";
        try
        {
            using var known = JsonDocument.Parse(File.ReadAllBytes(path));
            return
                known.RootElement.ValueKind == JsonValueKind.Object
                && known.RootElement.TryGetProperty("last_trade_date", out var last)
                && last.ValueKind == JsonValueKind.String
                ? last.GetString()!
                : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    /// <summary>Where the page of a period lies, or would.</summary>
    public static string PageOf(string folder, ReportPeriod period)
    {
        ArgumentNullException.ThrowIfNull(period);
        return Path.Combine(folder, period.HtmlName);
    }
}
