using MiaIa.Reports.Statistics;

namespace MiaIa.Reports.Content;

/// <summary>What a group of trades brought. Money is whole cents, after fees and slippage unless it says otherwise.</summary>
/// <param name="Trades">From flat to flat.</param>
/// <param name="WinRate">Share of the trades that earned more than nothing after fees.</param>
/// <param name="ProfitCents">Σ of the trades' profit.</param>
/// <param name="CoinProfitCents">The mean profit of the same trades with coin-flipped signs.</param>
/// <param name="CoinProfitAtLeast">Share of the flips that earned at least as much.</param>
/// <param name="FeesCents">Contained in the profit.</param>
/// <param name="SlippageCents">Contained in the profit; of the trades whose slippage is known.</param>
/// <param name="SlippageKnown">How many trades those are.</param>
/// <param name="GrossWonCents">Σ of the profits above 0.</param>
/// <param name="GrossLostCents">Σ of the losses, ≥ 0.</param>
/// <param name="ProfitFactor">Won by lost.</param>
/// <param name="MeanCents">Profit of a trade, rounded to whole cents in the value and its interval.</param>
/// <param name="DrawdownCents">The largest fall of the summed profit from its highest value so far, the beginning at 0 included.</param>
/// <param name="HeldSecondsMean">From the first fill to the last.</param>
/// <param name="HeldSecondsMedian">The same, of the trade in the middle.</param>
/// <param name="MaeTicksMean">How far the price went against a trade, on average.</param>
/// <param name="MfeTicksMean">How far it went with it.</param>
public sealed record Performance(
    long Trades,
    Rate WinRate,
    long ProfitCents,
    long? CoinProfitCents,
    double? CoinProfitAtLeast,
    long FeesCents,
    long SlippageCents,
    long SlippageKnown,
    long GrossWonCents,
    long GrossLostCents,
    Estimate ProfitFactor,
    Estimate MeanCents,
    long DrawdownCents,
    double? HeldSecondsMean,
    double? HeldSecondsMedian,
    double? MaeTicksMean,
    double? MfeTicksMean
);

/// <summary>A part of the trades.</summary>
/// <param name="Name">Such as PREMIUM, 09:00 or Target.</param>
/// <param name="Performance">What it brought.</param>
public sealed record Slice(string Name, Performance Performance);
