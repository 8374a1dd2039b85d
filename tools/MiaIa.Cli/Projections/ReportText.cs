using System.Globalization;
using MiaIa.Engine.Paper;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Risk;
using MiaIa.Projections;

namespace MiaIa.Cli.Projections;

/// <summary>What the database holds, as lines for a person.</summary>
internal static class ReportText
{
    private static readonly GateStanding[] Standings = [GateStanding.Strangling, GateStanding.Unwired, GateStanding.Inert];

    internal static IEnumerable<string> Lines(ProjectionReport report, IReadOnlyList<InstrumentOptions> instruments, int days, int trades)
    {
        var parts = new[]
        {
            Days(report.Days(days)),
            Refusals(report.Refusals()),
            Prices(report.Gates()),
            Shares(report.Shares(), instruments),
            Trips(report.Trips(trades)),
        };
        foreach (var part in parts)
        {
            foreach (var line in part)
                yield return line;
            yield return "";
        }

        foreach (var note in report.Notes)
            yield return $"note: {note}";
        yield return $"the journal up to {report.Position}";
    }

    private static IEnumerable<string> Days(IReadOnlyList<ReportedDay> days)
    {
        yield return "trade date  instrument mode     trades winners      profit $        fees $";
        foreach (var day in days)
        {
            yield return Text(
                    $"{day.TradeDate}  {day.Instrument, -10} {day.Mode, -8} {day.Trades, 6} {day.Winners, 7} {Dollars(day.ProfitCents), 13} {Dollars(day.FeesCents), 13} {day.Label}"
                )
                .TrimEnd();
        }
    }

    private static IEnumerable<string> Refusals(IReadOnlyList<GateCount> gates)
    {
        yield return "what each rule refused of the signals it was asked about, and where no other rule did";
        yield return "code                    n   refused     alone";
        foreach (var gate in gates.Where(gate => gate.Refused > 0).OrderByDescending(gate => (double)gate.Refused / gate.Judged))
        {
            yield return Text(
                $"{gate.Name, -18} {gate.Judged, 6} {(double)gate.Refused / gate.Judged, 9:0.0%} {(double)gate.RefusedAlone / gate.Judged, 9:0.0%}"
            );
        }

        foreach (var standing in Standings)
        {
            var named = gates.Where(gate => gate.Standing == standing).Select(gate => gate.Name).ToArray();
            if (named.Length > 0)
                yield return $"{standing.ToString().ToLowerInvariant()}: {string.Join(", ", named)}";
        }
    }

    private static IEnumerable<string> Prices(IReadOnlyList<ReportedGate> gates)
    {
        yield return "one contract of every signal on paper, after fees, with 0, 1 and 2 ticks of slippage; what a gate refused that loses is money saved";
        yield return "code                    n  winners   0 ticks $    1 tick $   2 ticks $  mean (1) $  alone n   alone (1) $";
        foreach (var gate in gates)
        {
            yield return Text(
                $"{gate.Code, -18} {gate.Count, 6} {gate.Winners, 8} {Dollars(gate.Zero), 11} {Dollars(gate.One), 11} {Dollars(gate.Two), 11} {Dollars(gate.One / gate.Count), 11} {gate.Alone, 8} {Dollars(gate.AloneCents), 13}"
            );
        }
    }

    private static IEnumerable<string> Shares(IReadOnlyList<ReportedShare> shares, IReadOnlyList<InstrumentOptions> instruments)
    {
        yield return "the share of winners at which nothing is earned, and that of the approved signals";
        yield return "instrument  stop target   0 ticks    1 tick   2 ticks   approved";
        foreach (var instrument in instruments)
        {
            var (stop, target) = (instrument.Signals.StopTicks, instrument.Signals.TargetTicks);
            var account = instrument.OfAccount();
            var rates = Enumerable
                .Range(0, 3)
                .Select(slippage =>
                    Text(
                        $"{BreakEven.Rate(stop, target, slippage, account.TickValueCents, account.Fees.CentsOn(DateOnly.MaxValue)), 9:0.0%}"
                    )
                );
            var share = shares.FirstOrDefault(share => share.Instrument == instrument.Name);
            var won = share is null ? "none yet" : Text($"{(double)share.Winners / share.Count, 9:0.0%} of {share.Count}");
            yield return Text($"{instrument.Name, -10} {stop, 5} {target, 6} {string.Join(' ', rates)}  {won}");
        }
    }

    private static IEnumerable<string> Trips(IReadOnlyList<ReportedTrip> trips)
    {
        yield return "ended (UTC)          instrument mode     signal direction lots tier         profit $  slippage $  MAE   MFE ticks";
        foreach (var trip in trips)
        {
            var slippage = trip.SlippageCents is { } cents ? Dollars(cents) : "";
            yield return Text(
                $"{Moment(trip.ExitedUnixNs)}  {trip.Instrument, -10} {trip.Mode, -8} {trip.SignalId, 6} {trip.Direction, -9} {trip.Lots, 4} {trip.Tier, -8} {Dollars(trip.ProfitCents), 12} {slippage, 11} {trip.MaeTicks, 5:0.#} {trip.MfeTicks, 5:0.#}"
            );
        }
    }

    private static string Text(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);

    private static string Dollars(long cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Moment(long unixNs) =>
        DateTime.UnixEpoch.AddTicks(unixNs / 100).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
