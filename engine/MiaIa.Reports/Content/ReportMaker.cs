using System.Globalization;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;
using MiaIa.Projections;
using MiaIa.Reports.Answers;
using MiaIa.Reports.Journal;
using MiaIa.Reports.Periods;
using MiaIa.Reports.Trades;
using Microsoft.Data.Sqlite;

namespace MiaIa.Reports.Content;

/// <summary>Makes reports. It reads the database and the journal, and writes neither.</summary>
public static class ReportMaker
{
    /// <summary>Makes one.</summary>
    /// <exception cref="ProjectionException">The database is not ours, or of another version.</exception>
    /// <exception cref="SqliteException">SQLite cannot read the file.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static Report Make(ReportRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var period = request.Period;
        var rows = PeriodRows.Read(request.Database, period);
        var (options, remark) = JournalDays.SettingsOf(request.Journal, request.Options, period, [.. rows.Segments]);
        var journal =
            request.Journal.Length == 0
                ? JournalFacts.None("no journal was given to be replayed", period.RegularSeconds(request.Now))
                : JournalDays.Replay(
                    request.Journal,
                    request.Database,
                    request.Options,
                    period,
                    [.. rows.Segments],
                    request.Now,
                    cancellation
                );
        var answers = AnswerTally.Of(AnswerFiles.FolderBeside(request.Database), period);
        var seed = Books.SeedOf(period);
        var margins = options.Instruments.ToDictionary(i => i.Name, i => i.OfAccount().MarginCents, StringComparer.Ordinal);
        var books = Books.Of(rows, period, margins);
        var thresholds = ThresholdCard.Lines(rows, options.Instruments, seed);
        var gates = ThresholdCard.Gates(rows, options.Instruments, seed);
        return new Report(
            period.Kind.ToString().ToLowerInvariant(),
            Text(period.First),
            Text(period.Last),
            DateTimeOffset.FromUnixTimeMilliseconds(request.Now.Value / UnixNanos.PerMilli).ToString("u", CultureInfo.InvariantCulture),
            EngineOptions.BuildVersion,
            period.Sessions[^1].ClosesAt <= request.Now,
            Kpis.Of(rows, journal, answers, period),
            books,
            rows.Signals.Count,
            thresholds,
            ThresholdCard.Rules(rows),
            gates,
            journal,
            [.. rows.Notes, .. remark.Length > 0 ? [remark] : Array.Empty<string>()]
        )
        {
            Answers = answers,
            RefusedByStudy = ThresholdCard.RefusedByStudy(rows),
            Suggestions = period.Kind == ReportKind.Day ? [] : Suggestions.Of(thresholds, gates, books, journal),
            Months = period.Kind == ReportKind.Month ? SettingsChanges.Months(rows, period) : [],
            Changes = period.Kind == ReportKind.Month ? SettingsChanges.Of(request.Database, rows, period) : [],
            NextWeek = period.Kind == ReportKind.Weekend ? new ReportCalendar(SessionCalendar.Cme()).WeekAfter(period) : [],
        };
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
