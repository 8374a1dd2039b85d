using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Cli.Replay;
using MiaIa.Hosting;
using MiaIa.Projections;
using MiaIa.Replay;
using MiaIa.Reports.Periods;
using Microsoft.Data.Sqlite;

namespace MiaIa.Cli.Projections;

/// <summary><c>miaia report</c>: days, what each gate has cost, and trades, from the database.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var databaseFile = Arguments.ExistingFile("--database", "The SQLite file of the engine (Projection:Path) or of miaia project.");
        databaseFile.Required = true;
        var days = Arguments.Number("--days", "The newest rows of the days.", 20, 1, 10_000);
        var trades = Arguments.Number("--trades", "The newest trades.", 20, 0, 100_000);
        var settings = Arguments.ExistingFile(
            "--settings",
            "The engine's appsettings.json, for stop, target and fees; without it its defaults."
        );
        var period = new PeriodReport();
        var command = new Command(
            "report",
            "Print days, what the gates refuse and cost, and trades from the SQLite database; or make the report of a day, week or month."
        )
        {
            databaseFile,
            days,
            trades,
            settings,
        };
        period.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
                try
                {
                    var options = ReplaySession.Options(new ReplayRequest { SettingsPath = parsed.GetValue(settings)?.FullName });
                    var database = parsed.GetValue(databaseFile)!.FullName;
                    if (period.IsAsked(parsed))
                    {
                        await period.MakeAsync(parsed, database, options, cancellation);
                        return ExitCodes.Ok;
                    }

                    using var report = ProjectionReport.Open(database);
                    foreach (var line in ReportText.Lines(report, options.Instruments, parsed.GetValue(days), parsed.GetValue(trades)))
                        await output.WriteLineAsync(PrintableText.From(line, 1000));
                    return ExitCodes.Ok;
                }
                catch (Exception fault) when (fault is ReplayException or ReportException)
                {
                    await error.WriteLineAsync(PrintableText.From(fault.Message, 1000));
                    return ExitCodes.BadSettings;
                }
                catch (Exception fault) when (fault is ProjectionException or SqliteException or IOException or UnauthorizedAccessException)
                {
                    await error.WriteLineAsync(PrintableText.From(fault.Message, 1000));
                    return ExitCodes.Fault;
                }
            }
        );
        return command;
    }
}
