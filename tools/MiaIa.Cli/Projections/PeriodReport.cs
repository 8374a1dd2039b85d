using System.CommandLine;
using System.Globalization;
using MiaIa.Cli.Parsing;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;
using MiaIa.Hosting;
using MiaIa.Reports.Content;
using MiaIa.Reports.Output;
using MiaIa.Reports.Periods;

namespace MiaIa.Cli.Projections;

/// <summary>The options of <c>miaia report</c> that make a page and JSON of a day, a week, a month or a weekend.</summary>
internal sealed class PeriodReport
{
    private readonly Option<string?> _day = new("--day")
    {
        Description = "Report of a trade date, yyyy-MM-dd, or 'last': the newest that has closed.",
    };
    private readonly Option<bool> _week = new("--week")
    {
        Description = "Report of the week of --day (without it of the newest date that has closed).",
    };
    private readonly Option<bool> _month = new("--month") { Description = "Report of the month of --day." };
    private readonly Option<bool> _weekend = new("--weekend")
    {
        Description = "Report of the week of --day with the calendar of the next.",
    };
    private readonly Option<DirectoryInfo?> _out = new("--out")
    {
        Description = "Folder of page and JSON; it is made where there is none (performance).",
    };
    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print the report as JSON instead of writing files, unless --out is given too.",
    };
    private readonly Option<DirectoryInfo?> _journal = new("--journal")
    {
        Description = "Journal to be replayed for parity, latency and feeds; without it the folder of the database.",
    };
    private readonly Option<bool> _noJournal = new("--no-journal")
    {
        Description = "Replay no journal: what only it tells is not measured.",
    };

    internal void AddTo(Command command)
    {
        foreach (var option in new Option[] { _day, _week, _month, _weekend, _out, _json, _journal, _noJournal })
            command.Options.Add(option);
        command.AddRule(result =>
        {
            if (new[] { _week, _month, _weekend }.Count(result.GetValue) > 1)
                result.AddError("--week, --month and --weekend: one of them");
            if (result.GetValue(_day) is { } day && day != "last" && !TryDate(day, out _))
                result.AddError($"--day = '{day}': allowed: yyyy-MM-dd, or last");
        });
    }

    /// <summary>Whether one is asked for.</summary>
    internal bool IsAsked(ParseResult parsed) =>
        parsed.GetValue(_day) is not null
        || parsed.GetValue(_week)
        || parsed.GetValue(_month)
        || parsed.GetValue(_weekend)
        || parsed.GetValue(_json);

    /// <exception cref="ReportException">The date is none that can be reported.</exception>
    internal async Task MakeAsync(ParseResult parsed, string database, EngineOptions options, CancellationToken cancellation)
    {
        var output = parsed.InvocationConfiguration.Output;
        var now = UnixNanos.Trusted(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * UnixNanos.PerMilli);
        var calendar = new ReportCalendar(SessionCalendar.Cme());
        var date = TryDate(parsed.GetValue(_day) ?? "", out var day) ? day : calendar.NewestClosed(now);
        var period = calendar.Of(KindOf(parsed), date);
        // Its JSON would stand as the newest, and those of the days until then would leave it.
        if (period.First > calendar.Current(now))
            throw new ReportException($"--day = '{date:yyyy-MM-dd}': {period.First:yyyy-MM-dd} has not begun");
        var request = new ReportRequest(database, options, period, now) { Journal = JournalOf(parsed, database) };
        var report = await Task.Run(() => ReportMaker.Make(request, cancellation), CancellationToken.None);
        if (parsed.GetValue(_json))
            await output.WriteAsync(ReportJson.Of(report));
        if (parsed.GetValue(_json) && parsed.GetValue(_out) is null)
            return;
        // What is made says what somebody trades, as the journal does.
        PrivateFiles.Only();
        var page = ReportFiles.Write(parsed.GetValue(_out)?.FullName ?? "performance", period, report);
        if (!parsed.GetValue(_json))
            await output.WriteLineAsync(PrintableText.From($"parity {report.Journal.Parity.Verdict}; {Path.GetFullPath(page)}", 1000));
    }

    private ReportKind KindOf(ParseResult parsed) =>
        parsed.GetValue(_week) ? ReportKind.Week
        : parsed.GetValue(_month) ? ReportKind.Month
        : parsed.GetValue(_weekend) ? ReportKind.Weekend
        : ReportKind.Day;

    private string JournalOf(ParseResult parsed, string database) =>
        parsed.GetValue(_noJournal) ? "" : parsed.GetValue(_journal)?.FullName ?? Path.GetDirectoryName(Path.GetFullPath(database))!;

    private static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
