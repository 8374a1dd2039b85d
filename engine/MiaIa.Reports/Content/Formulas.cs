namespace MiaIa.Reports.Content;

/// <summary>How each figure of a report is computed. They stand in the JSON and beside the figures of the page.</summary>
internal static class Formulas
{
    internal static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["trades"] = "trades from flat to flat, counted by the trade date on which they ended",
            ["win_rate"] = "trades with profit after fees > 0, of all trades; interval: Wilson 95 %",
            ["coin"] =
                "mean of 64 flips of all signs, seeded by the first trade date; a flipped trade earns −(profit + fees) − fees; 'at least' = share of the flips that do as well",
            ["profit"] = "Σ profit of the trades after fees; slippage is contained in the fills' prices",
            ["booked"] = "Σ (realized − fees) of the fills by their own trade date; differs from the trades' profit by what is still open",
            ["fees"] = "Σ fees of the fills of these trades; the profit is after them",
            ["slippage"] =
                "Σ of what the fills of a trade cost against the price they were meant for (an entry's reference, a stop's or target's price), > 0 = worse; only trades with such a price; contained in the profit",
            ["profit_factor"] = "Σ profits > 0 by Σ losses; interval: delta method on the logarithm, 95 %",
            ["mean"] =
                "Σ profit by trades; interval: bootstrap percentiles 2.5 and 97.5 of 1000 resamples up to 2000 trades, above that normal with ddof 1",
            ["drawdown"] =
                "largest fall of the summed profit from its highest value so far, in the order in which trades ended, beginning at 0",
            ["sharpe"] =
                "mean of the trade dates' booked money by its standard deviation (ddof 1) · √252; risk-free rate 0; every trade date counts; interval: normal with √((1 + SR²/2) / n) of the daily ratio (Lo 2002)",
            ["sortino"] = "the same mean by √(Σ min(0, day)² / n) · √252; target 0; n = all trade dates",
            ["mae_mfe"] = "how far the price went against and with a trade from its average entry, in ticks, its own fills included",
            ["correlation"] = "Pearson, of reading × direction with cents a contract; interval: Fisher 95 %",
            ["break_even"] = "(stop + slippage + 2 fees) / (stop + slippage + target), fees in ticks, one tick of slippage",
            ["ghosts"] =
                "one contract of every signal on paper by the lower bound for limits, 1 tick of slippage at stop and flatten unless it says 0 or 2",
            ["return"] = "booked money by the margin of the largest trade of each instrument; not annualised",
            ["costs"] =
                "profit before fees and known slippage; fees and known slippage, of it; subscriptions and the platform's price are not in it",
            ["change"] =
                "mean of a trade after less before; interval: normal with Welch's error (ddof 1), 95 %, from 30 trades on each side on; the days before and after differ in more than the change",
            ["variance_share"] = "Cov(contribution, C) / Var(C) over the seconds of the period",
            ["correlation_with_return"] =
                "Pearson, of the reading with the price's move over the next minute, each second; neighbours overlap, so no interval",
        };
}
