using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MiaIa.Engine.Runtime.State;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Tables;
using MiaIa.Evidence.Work;
using MiaIa.Projections;
using MiaIa.Reports.Content;
using MiaIa.Reports.Output;
using MiaIa.Reports.Periods;
using Microsoft.Data.Sqlite;

namespace MiaIa.Evidence.Backtest;

/// <summary>
/// Makes one result of many days: a Parquet file a table, the JSON and the page. It is cheap and is done anew each time; it holds one day in memory, and
/// the trades of all.
/// </summary>
public static class BacktestGather
{
    private const string DatabaseName = "gathering.sqlite";

    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Gathers into a folder. The page comes last: where it is, the rest is whole.</summary>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static BacktestResults Write(BacktestRequest request, string folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        Directory.CreateDirectory(folder);
        using var alone = GatheringLock.Take(folder);
        File.Delete(Path.Combine(folder, BacktestResults.PageName));
        DayFacts[] days = [.. request.Folders.Select(DayFacts.Read)];
        foreach (var name in DayTables.Files.Select(file => file.File).Prepend(DayReadings.Name))
        {
            cancellation.ThrowIfCancellationRequested();
            Gather(request.Folders, folder, name + ".parquet");
        }

        var report = ReportOf(request, days, folder, cancellation);
        var results = new BacktestResults(
            Text(request.From),
            Text(request.To),
            request.Instrument,
            request.Options.SettingsHash().ToString("x16", CultureInfo.InvariantCulture),
            EngineState.RulesVersion,
            request.Options.EngineVersion,
            days,
            request.NotPlayed,
            report
        );
        var json = JsonSerializer.Serialize(results, Layout) + "\n";
        AtomicFile.Write(Path.Combine(folder, BacktestResults.FileName), json);
        AtomicFile.Write(Path.Combine(folder, BacktestResults.PageName), ReportHtml.Of(report));
        return results;
    }

    private static void Gather(IReadOnlyList<string> folders, string folder, string name)
    {
        var draft = Path.Combine(folder, name + ".new");
        ParquetTable.Gather([.. folders.Select(day => Path.Combine(day, name))], draft);
        File.Move(draft, Path.Combine(folder, name), overwrite: true);
    }

    // Through a database as a live engine's days make one: one kind of report, whoever traded.
    private static Report ReportOf(BacktestRequest request, DayFacts[] days, string folder, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, DatabaseName);
        try
        {
            using (var tables = DecisionTables.InFile(path))
            {
                foreach (var day in request.Folders)
                {
                    cancellation.ThrowIfCancellationRequested();
                    foreach (var (file, table) in DayTables.Files)
                        tables.Add(ParquetTable.Read(Path.Combine(day, file + ".parquet")) with { Name = table });
                }
            }

            var period = PeriodOf(days);
            var report = ReportMaker.Make(new(path, request.Options, period, period.EndsAt), cancellation);
            return report with { MadeAtUtc = "", Kpis = [], Preface = [.. BacktestPreface.Of(request, days, report)] };
        }
        catch (SqliteException e)
        {
            throw new IOException($"{path}: {e.Message}; the days are kept, and the next start gathers them again", e);
        }
        finally
        {
            foreach (var ending in new[] { "", "-wal", "-shm" })
                File.Delete(path + ending);
        }
    }

    // Days that were not played are no days without profit: they are no days at all.
    private static ReportPeriod PeriodOf(DayFacts[] days)
    {
        var calendar = new TradingDays();
        var sessions = days.Select(day => calendar.Of(DateOnly.ParseExact(day.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture))!.Value)
            .OrderBy(session => session.Date)
            .ToArray();
        var dates = sessions.Select(session => calendar.TradeDateOf(session.Date)).Distinct().ToArray();
        return new(ReportKind.Backtest, dates, sessions, sessions[0].OpensAt, sessions[^1].NextOpensAt);
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
