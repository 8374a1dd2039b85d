using System.Numerics;

namespace MiaIa.Reports.Statistics;

/// <summary>
/// The same trades with coin-flipped signs: 64 times, bit j of a trade's word says whether its side is the other one in flip j. The other
/// side earns −(profit + fees) − fees: what the trade won before fees is lost, and fees are paid all the same.
/// </summary>
internal sealed class CoinFlips
{
    /// <summary>How often all signs are flipped.</summary>
    internal const int Flips = 64;

    private readonly long[] _winners = new long[Flips];
    private readonly long[] _cents = new long[Flips];
    private long _winnersOfAll;

    /// <summary>Trades taken.</summary>
    internal long Count { get; private set; }

    internal static long OtherSide(long profitCents, long feesCents) => -(profitCents + feesCents) - feesCents;

    internal void Add(ulong flips, long profitCents, long feesCents)
    {
        Count++;
        var other = OtherSide(profitCents, feesCents);
        var wins = (profitCents > 0 ? ~flips : 0) | (other > 0 ? flips : 0);
        _winnersOfAll += BitOperations.PopCount(wins);
        for (var j = 0; j < Flips; j++)
        {
            _winners[j] += (long)(wins >> j) & 1;
            _cents[j] += ((flips >> j) & 1) == 0 ? profitCents : other;
        }
    }

    /// <summary>A rate of these trades with what the coin makes of them beside it.</summary>
    internal Rate Beside(Rate rate)
    {
        if (Count == 0)
            return rate;
        var atLeast = _winners.Count(winners => winners >= rate.Hits);
        return rate with { Coin = (double)_winnersOfAll / (Count * Flips), CoinAtLeast = (double)atLeast / Flips };
    }

    /// <summary>The profit that the coin makes: its mean in whole cents, and the share of the flips that earned at least as much.</summary>
    internal (long MeanCents, double AtLeast) Profit(long cents) =>
        ((long)Math.Round(_cents.Average(), MidpointRounding.AwayFromZero), (double)_cents.Count(flipped => flipped >= cents) / Flips);
}
