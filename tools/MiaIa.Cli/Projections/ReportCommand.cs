using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Cli.Replay;
using MiaIa.Hosting;
using MiaIa.Projections;
using MiaIa.Replay;
using Microsoft.Data.Sqlite;

namespace MiaIa.Cli.Projections;

/// <summary><c>miaia report</c>: days, what each gate has cost, and trades, from the database.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var database = Arguments.ExistingFile("--database", "The SQLite file of the engine (Projection:Path) or of miaia project.");
        database.Required = true;
        var days = Arguments.Number("--days", "The newest rows of the days.", 20, 1, 10_000);
        var trades = Arguments.Number("--trades", "The newest trades.", 20, 0, 100_000);
        var settings = Arguments.ExistingFile(
            "--settings",
            "The engine's appsettings.json, for stop, target and fees; without it its defaults."
        );
        var command = new Command("report", "Print days, what the gates refuse and cost, and trades from the SQLite database.")
        {
            database,
            days,
            trades,
            settings,
        };
        command.SetAction(
            async (parsed, _) =>
            {
                var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
                try
                {
                    var options = ReplaySession.Options(new ReplayRequest { SettingsPath = parsed.GetValue(settings)?.FullName });
                    using var report = ProjectionReport.Open(parsed.GetValue(database)!.FullName);
                    foreach (var line in ReportText.Lines(report, options.Instruments, parsed.GetValue(days), parsed.GetValue(trades)))
                        await output.WriteLineAsync(PrintableText.From(line, 1000));
                    return ExitCodes.Ok;
                }
                catch (ReplayException fault)
                {
                    await error.WriteLineAsync(PrintableText.From(fault.Message, 1000));
                    return ExitCodes.BadSettings;
                }
                catch (Exception fault) when (fault is ProjectionException or SqliteException)
                {
                    await error.WriteLineAsync(PrintableText.From(fault.Message, 1000));
                    return ExitCodes.Fault;
                }
            }
        );
        return command;
    }
}
