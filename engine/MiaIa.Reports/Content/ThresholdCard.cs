using MiaIa.Engine.Confluence;
using MiaIa.Engine.Paper;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Risk;
using MiaIa.Reports.Statistics;
using MiaIa.Reports.Trades;

namespace MiaIa.Reports.Content;

/// <summary>Every limit in force with what it let pass, what it refused, and what that has cost or saved.</summary>
internal static class ThresholdCard
{
    private const string Approved = "(approved)";
    private const int SlippageTicks = 1;

    internal static IReadOnlyList<ThresholdLine> Lines(PeriodRows rows, IReadOnlyList<InstrumentOptions> instruments, ulong seed)
    {
        var lines = new List<ThresholdLine>();
        foreach (var instrument in instruments)
        {
            var hasSpoken =
                rows.Signals.Any(signal => signal.Instrument == instrument.Name)
                || rows.Ghosts.Any(ghost => ghost.Instrument == instrument.Name);
            if (!hasSpoken)
                continue;
            for (var tier = Tier.Weak; tier <= Tier.Premium; tier++)
                lines.Add(LineOf(instrument, tier, rows, seed));
        }

        return lines;
    }

    internal static IReadOnlyList<RuleLine> Rules(PeriodRows rows)
    {
        var asked = rows.Signals.Count(signal => signal.Refused is not null);
        return
        [
            .. rows.Codes.Select(code => new RuleLine(
                code.Code,
                Rate.Of(code.Refused, code.Judged),
                Rate.Of(code.Alone, code.Judged),
                WordOf(GateCount.Of(code.Code, asked, code.Judged, code.Refused, code.Alone, code.Unknown).Standing)
            )),
        ];
    }

    internal static IReadOnlyList<StudyRefusal> RefusedByStudy(PeriodRows rows) =>
        [
            .. rows
                .Signals.Where(signal => signal.RefusedByStudy.Length > 0)
                .GroupBy(signal => signal.RefusedByStudy, StringComparer.Ordinal)
                .OrderBy(code => code.Key, StringComparer.Ordinal)
                .Select(code => new StudyRefusal(code.Key, code.LongCount())),
        ];

    internal static IReadOnlyList<GateLine> Gates(PeriodRows rows, IReadOnlyList<InstrumentOptions> instruments, ulong seed)
    {
        var ticks = instruments.ToDictionary(i => i.Name, i => i.OfAccount().TickValueCents, StringComparer.Ordinal);
        var codes = rows.Ghosts.SelectMany(ghost => ghost.Refused).Distinct().Order(StringComparer.Ordinal);
        return
        [
            GateOf(Approved, [.. rows.Ghosts.Where(ghost => ghost.Refused.Length == 0)], ticks, seed),
            .. codes.Select(code => GateOf(code, [.. rows.Ghosts.Where(ghost => ghost.Refused.Contains(code))], ticks, seed)),
        ];
    }

    private static GateLine GateOf(string code, Ghost[] ghosts, Dictionary<string, int> tickCents, ulong seed)
    {
        var alone = ghosts.Where(ghost => ghost.Refused.Length == 1).ToArray();
        return new(
            code,
            WinRateOf(ghosts, tickCents, seed),
            MeanOf(ghosts, seed),
            ghosts.Sum(ghost => ghost.Cents0),
            ghosts.Sum(ghost => ghost.Cents1),
            ghosts.Sum(ghost => ghost.Cents2),
            alone.Length,
            alone.Sum(ghost => ghost.Cents1)
        );
    }

    private static ThresholdLine LineOf(InstrumentOptions instrument, Tier tier, PeriodRows rows, ulong seed)
    {
        BornSignal[] born = [.. rows.Signals.Where(signal => signal.Instrument == instrument.Name && signal.Tier == tier.ToString())];
        Ghost[] ghosts = [.. rows.Ghosts.Where(ghost => ghost.Instrument == instrument.Name && ghost.Tier == tier.ToString())];
        var account = instrument.OfAccount();
        var breakEven = BreakEven.Rate(
            instrument.Signals.StopTicks,
            instrument.Signals.TargetTicks,
            SlippageTicks,
            account.TickValueCents,
            account.Fees.CentsOn(DateOnly.MaxValue)
        );
        var ticks = new Dictionary<string, int>(StringComparer.Ordinal) { [instrument.Name] = account.TickValueCents };
        var won = WinRateOf(ghosts, ticks, seed);
        var judged = born.Where(signal => signal.Refused is not null).ToArray();
        return new(
            instrument.Name,
            tier.ToString(),
            LimitOf(instrument.Confluence.Tiers, tier),
            born.Length,
            Rate.Of(judged.Count(signal => signal.Refused!.Length == 0), judged.Length),
            won,
            MeanOf(ghosts, seed),
            breakEven,
            ThresholdLine.VerdictOf(won, breakEven)
        );
    }

    // A ghost's coin is its own, whichever rules refused it. Its fees are what its ticks were worth less what they left.
    private static Rate WinRateOf(Ghost[] ghosts, Dictionary<string, int> tickCents, ulong seed)
    {
        var coin = new CoinWins();
        foreach (var ghost in ghosts)
        {
            var fees = (ghost.Ticks * tickCents.GetValueOrDefault(ghost.Instrument)) - ghost.Cents0;
            coin.Add(new RandomBits(seed ^ ((ulong)ghost.SignalId << 20)).Next(), ghost.Cents1, fees);
        }

        return coin.Beside(Rate.Of(ghosts.Count(ghost => ghost.Cents1 > 0), ghosts.Length));
    }

    private static Estimate MeanOf(Ghost[] ghosts, ulong seed) =>
        Grouping.InWholeCents(MeanInterval.Of([.. ghosts.Select(ghost => ghost.Cents1)], seed));

    private static double LimitOf(TierLimits limits, Tier tier) =>
        tier switch
        {
            Tier.Weak => limits.Weak,
            Tier.Good => limits.Good,
            Tier.Strong => limits.Strong,
            _ => limits.Premium,
        };

    private static string WordOf(GateStanding standing) => standing == GateStanding.None ? "" : standing.ToString().ToLowerInvariant();
}
