using System.Globalization;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Statistics;
using MiaIa.Evidence.Sweeps.Plans;

namespace MiaIa.Evidence.Sweeps;

/// <summary>Says in plain sentences what a sweep is worth, whatever the answer is.</summary>
internal static class SweepVerdict
{
    private const double Confident = 0.95;

    internal static IReadOnlyList<string> Of(SweepResult result, SweepPlan plan)
    {
        var said = new List<string>();
        if (result.Label.Length > 0)
            said.Add(BacktestPreface.MadeUp);
        said.Add(
            Text(
                $"{Counted.Of(result.SetsTried, "set")} {Were(result.SetsTried)} tried on {Counted.Of(result.Days.Count, "day")}; by their days they are worth {result.EffectiveTrials:0.0} independent trials."
            )
        );
        if (result.Recordings is { } recordings)
            said.AddRange(recordings.Lines);
        if (result.SetsRefused > 0)
        {
            said.Add(
                Text(
                    $"{Counted.Of(result.SetsRefused, "set")} that the settings or the core would refuse {Were(result.SetsRefused)} left out; of the first: {result.FirstRefusal}"
                )
            );
        }

        if (result.Sets.Count == 0)
        {
            said.Add(
                plan.Select == SelectionRule.Sharpe && result.Days.Count < 2
                    ? "A Sharpe ratio needs two days: nothing can be chosen by it; take more days, or another rule, such as select: profit."
                    : Text(
                        $"No set has the {plan.TradesMin} trades that the plan asks for (trades_min): nothing is chosen, and nothing is said."
                    )
            );
            return said;
        }

        if (!result.IsExact)
            said.Add(GridCostOf(result));
        if (result.Winners.Count > 0)
        {
            if (FewOf(result) is { } few)
                said.Add(few);
            said.Add(BestOf(result));
        }

        said.Add(
            result.Overfitting is { } overfitting
                ? Text(
                    $"The set that was best in one half of the days stood at the median or below in the other half in {overfitting:0%} of the halves; 50% is what noise does."
                )
                : "Too few days for a probability of overfitting."
        );
        return said;
    }

    private static string? FewOf(SweepResult result) =>
        result.Recordings is { } recordings
            ? Sample.TooFew(result.Winners[0].Result.Won.Count, recordings.WholeDays, "whole day")
            : Sample.TooFew(result.Winners[0].Result.Won.Count, result.Days.Count);

    private static string BestOf(SweepResult result)
    {
        var best = result.Winners[0];
        var day = best.Result.MeanDayCents;
        var by =
            result.IsExact || best.Result.Set == result.Sets[0].Set
                ? ""
                : Text($" At every change it gave more than set {result.Sets[0].Set}, which screening had put first.");
        if (best.BeatsLuck is not { } luck)
            return Text($"Set {best.Result.Set} is the best; its days are too few or too much alike for more to be said.{by}");
        var verdict =
            FewOf(result) is not null ? "of so few that says nothing, and luck alone may have made it"
            : luck >= Confident && day.Low > 0 ? "that is more than luck makes of so many trials"
            : "luck alone may have made it";
        return Text(
            $"Set {best.Result.Set} is the best of {result.SetsTried}: its Sharpe ratio of a day is {best.Result.Sharpe.Value:0.000}, the best of as many worthless sets reaches {result.SharpeOfLuck:0.000}, and with {luck:0.0%} its true one is above that: {verdict}.{by}"
        );
    }

    private static string GridCostOf(SweepResult result)
    {
        var near = result.Sets.Sum(set => set.NearBirths);
        var births = result.Sets.Sum(set => set.Births);
        var cost = result.Winners.Aggregate(default(GridCost), (sum, winner) => sum + winner.Grid);
        var exact = cost.Both + cost.Missed;
        var measured =
            result.Winners.Count == 0
                ? "What it cost is not measured, since nothing was played at every change."
                : Text(
                    $"Measured on the winners: at every change they bore {Counted.Of(exact, "signal")}, of which screening missed {cost.Missed}{ShareOf(cost.Missed, exact)}; of its own {Counted.Of(cost.Both + cost.Imagined, "signal")} {cost.Imagined} {Were(cost.Imagined)} none{ShareOf(cost.Imagined, cost.Both + cost.Imagined)}. The figures of all other sets are off by as much; --exact takes them at every change."
                );
        return Text(
            $"Screening looked once a second, which costs and adds births. Beside {Counted.Of(births, "signal")} of all sets a tier held {Counted.Of(near, "time")} so nearly long enough that there may have been another; what came and went between two seconds is not among them, so that this is no upper bound. {measured}"
        );
    }

    private static string ShareOf(int part, int all) => all == 0 ? "" : Text($" ({(double)part / all:0%})");

    private static string Were(int count) => count == 1 ? "was" : "were";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
