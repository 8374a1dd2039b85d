using MiaIa.Reports.Content;

namespace MiaIa.Reports.Output;

/// <summary>A report for people: one page without scripts that needs nothing but itself.</summary>
public static class ReportHtml
{
    /// <summary>The page.</summary>
    public static string Of(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var dates =
            report.FirstTradeDate == report.LastTradeDate ? report.FirstTradeDate : $"{report.FirstTradeDate} to {report.LastTradeDate}";
        var isPlayed = report.Preface.Count > 0;
        var page = new HtmlPage($"MiaIa {report.Kind}: {dates}");
        page.Say(
            $"Made {report.MadeAtUtc}{(report.MadeAtUtc.Length > 0 ? " " : "")}by engine {report.EngineVersion}. Trade dates are the exchange's, hours are New York's, money is in dollars after fees.",
            "soft"
        );
        if (!report.IsOver)
            page.Say("The period is not over: everything here is so far.", "alarm");
        if (isPlayed)
            WritePreface(page, report);
        else
            WritePromises(page, report);
        foreach (var book in report.Books)
            BookSection.Write(page, book, report.Formulas);
        if (report.Books.Count == 0)
            page.Say("Nothing was traded.");
        if (report.Kind == "month")
            ChangesSection.Write(page, report);
        CardSection.Write(page, report);
        if (!isPlayed)
            JournalSection.Write(page, report.Journal, report.Answers, report.Formulas);
        if (report.NextWeek.Count > 0)
        {
            page.Head(2, "The week that follows");
            page.Table(
                ["Date", "Day", "Session (New York)"],
                report.NextWeek.Select(day => new HtmlCell[] { day.Date, day.Weekday, day.Session })
            );
        }

        foreach (var note in report.Notes)
            page.Say($"Note of the journal: {note}", "soft");
        return page.End();
    }

    private static void WritePreface(HtmlPage page, Report report)
    {
        page.Head(2, "What this can and cannot show");
        foreach (var line in report.Preface)
            page.Say(line);
    }

    private static void WritePromises(HtmlPage page, Report report)
    {
        JournalSection.WriteParity(page, report.Journal.Parity);
        page.Head(2, "What was promised");
        page.Table(
            ["Figure", "Promise", "Is", "Kept", "Sample", "95 %", "Definition"],
            report.Kpis.Select(kpi =>
                new HtmlCell[]
                {
                    kpi.Name,
                    kpi.Promise,
                    kpi.Value is { } value ? $"{ReportText.Number(value)} {kpi.Unit}" : "not measured",
                    kpi.Holds switch
                    {
                        true => new HtmlCell("yes", "won"),
                        false => new HtmlCell("NO", "lost"),
                        null => ReportText.None,
                    },
                    ReportText.Count(kpi.Count),
                    kpi.Low is null ? ReportText.None : $"{ReportText.Number(kpi.Low)} to {ReportText.Number(kpi.High)}",
                    new($"{kpi.Definition}. {kpi.Remark}", "text"),
                }
            )
        );
    }
}
