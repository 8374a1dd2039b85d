using MiaIa.Reports.Content;
using MiaIa.Reports.Periods;

namespace MiaIa.Reports.Output;

/// <summary>Where reports lie: one page a period, and the JSON of the newest of each kind.</summary>
public static class ReportFiles
{
    /// <summary>Writes both. The page comes last: where it is, the report is whole.</summary>
    /// <returns>Where the page lies.</returns>
    /// <exception cref="IOException">One cannot be written.</exception>
    public static string Write(string folder, ReportPeriod period, Report report)
    {
        ArgumentNullException.ThrowIfNull(period);
        AtomicFile.Write(Path.Combine(folder, period.JsonName), ReportJson.Of(report));
        var page = PageOf(folder, period);
        AtomicFile.Write(page, ReportHtml.Of(report));
        return page;
    }

    /// <summary>Where the page of a period lies, or would.</summary>
    public static string PageOf(string folder, ReportPeriod period)
    {
        ArgumentNullException.ThrowIfNull(period);
        return Path.Combine(folder, period.HtmlName);
    }
}
