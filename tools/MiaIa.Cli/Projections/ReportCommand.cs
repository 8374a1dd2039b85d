using System.CommandLine;
using System.Globalization;
using MiaIa.Cli.Parsing;
using MiaIa.Hosting;
using MiaIa.Projections;
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
        var command = new Command("report", "Print days, gate prices and trades from the SQLite database.") { database, days, trades };
        command.SetAction(
            async (parsed, _) =>
            {
                var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
                try
                {
                    using var report = ProjectionReport.Open(parsed.GetValue(database)!.FullName);
                    foreach (var line in Lines(report, parsed.GetValue(days), parsed.GetValue(trades)))
                        await output.WriteLineAsync(PrintableText.From(line, 1000));
                    return ExitCodes.Ok;
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

    private static IEnumerable<string> Lines(ProjectionReport report, int days, int trades)
    {
        yield return "trade date  instrument mode     trades winners      profit $        fees $";
        foreach (var day in report.Days(days))
        {
            yield return Text(
                    $"{day.TradeDate}  {day.Instrument, -10} {day.Mode, -8} {day.Trades, 6} {day.Winners, 7} {Dollars(day.ProfitCents), 13} {Dollars(day.FeesCents), 13} {day.Label}"
                )
                .TrimEnd();
        }

        yield return "";
        yield return "one contract of every signal on paper, after fees and one tick of slippage; what a gate refused that loses is money saved";
        yield return "code                    n  winners      profit $        mean $  alone n       alone $";
        foreach (var gate in report.Gates())
        {
            yield return Text(
                $"{gate.Code, -18} {gate.Count, 6} {gate.Winners, 8} {Dollars(gate.ProfitCents), 13} {Dollars(gate.ProfitCents / gate.Count), 13} {gate.Alone, 8} {Dollars(gate.AloneCents), 13}"
            );
        }

        yield return "";
        yield return "ended (UTC)          instrument mode     signal direction lots tier         profit $  slippage $  MAE   MFE ticks";
        foreach (var trip in report.Trips(trades))
        {
            var slippage = trip.SlippageCents is { } cents ? Dollars(cents) : "";
            yield return Text(
                $"{Moment(trip.ExitedUnixNs)}  {trip.Instrument, -10} {trip.Mode, -8} {trip.SignalId, 6} {trip.Direction, -9} {trip.Lots, 4} {trip.Tier, -8} {Dollars(trip.ProfitCents), 12} {slippage, 11} {trip.MaeTicks, 5:0.#} {trip.MfeTicks, 5:0.#}"
            );
        }

        foreach (var note in report.Notes)
            yield return $"note: {note}";
        yield return $"the journal up to {report.Position}";
    }

    private static string Text(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);

    private static string Dollars(long cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Moment(long unixNs) =>
        DateTime.UnixEpoch.AddTicks(unixNs / 100).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
