using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Statistics;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Sweeps;

/// <summary>What one set earned over all days, after costs, one contract a signal.</summary>
/// <param name="Set">Its number.</param>
/// <param name="Parameters">What it has, by the plan's names: a number or a word each.</param>
/// <param name="Births">Signals.</param>
/// <param name="NearBirths">See <see cref="SetDay.NearBirths"/>.</param>
/// <param name="Won">Trades that earned money, with what coin-flipped signs make of the same trades.</param>
/// <param name="Cents">After fees, and a tick of slippage of each exit at the market.</param>
/// <param name="MeanTradeCents">Of a trade; resampled by trades.</param>
/// <param name="MeanDayCents">Of a day, days without a trade among them; resampled by days.</param>
/// <param name="Sharpe">Of a day, not annualised.</param>
/// <param name="ProfitFactor">What winners earned by what losers cost.</param>
/// <param name="DrawdownCents">The deepest fall of the sum of days.</param>
/// <param name="BreakEven">The share of winners at which its bracket earns nothing.</param>
public sealed record SetResult(
    int Set,
    IReadOnlyDictionary<string, object> Parameters,
    long Births,
    long NearBirths,
    Rate Won,
    long Cents,
    Estimate MeanTradeCents,
    Estimate MeanDayCents,
    Estimate Sharpe,
    Estimate ProfitFactor,
    long DrawdownCents,
    double BreakEven
)
{
    internal static SetResult Of(
        SweepTable table,
        int set,
        long[] profits,
        ParameterSet parameters,
        IReadOnlyDictionary<string, object> values,
        TradeCosts costs,
        ulong seed
    )
    {
        var days = table.Cents(set);
        var coin = new CoinWins();
        var random = new RandomBits(seed);
        foreach (var profit in profits)
            coin.Add(random.Next(), profit, 2L * costs.FeeCents);
        return new(
            parameters.Number,
            values,
            table.Births(set),
            table.NearBirths(set),
            coin.Beside(Rate.Of(profits.Count(profit => profit > 0), profits.Length)),
            profits.Sum(),
            MeanInterval.Of(profits, seed),
            MeanInterval.Of([.. days.Select(day => (long)day)], seed),
            DayRatios.Sharpe(days),
            Reports.Statistics.ProfitFactor.Of(profits),
            (long)Drawdown.Of(days),
            BreakEvenOf(parameters, costs)
        );
    }

    private static double BreakEvenOf(ParameterSet set, TradeCosts costs) =>
        Engine.Paper.BreakEven.Rate(
            set.Signals.StopTicks,
            set.Signals.TargetTicks,
            TradeCosts.SlippageTicks,
            costs.TickCents,
            costs.FeeCents
        );
}
