using System.Numerics;

namespace MiaIa.Reports.Statistics;

/// <summary>How many trades of a sample win in each of the coin's flips.</summary>
internal sealed class CoinWins
{
    // Bit j of number k is bit k of the count of flip j: a word is added to all 64 counts in a few instructions.
    private readonly ulong[] _planes = new ulong[63];
    private long _winnersOfAll;
    private long _count;

    internal void Add(ulong flips, long profitCents, long feesCents)
    {
        _count++;
        var wins = (profitCents > 0 ? ~flips : 0) | (CoinFlips.OtherSide(profitCents, feesCents) > 0 ? flips : 0);
        _winnersOfAll += BitOperations.PopCount(wins);
        for (var (plane, carry) = (0, wins); carry != 0; plane++)
            (_planes[plane], carry) = (_planes[plane] ^ carry, _planes[plane] & carry);
    }

    /// <summary>A rate of these trades with what the coin makes of them beside it.</summary>
    internal Rate Beside(Rate rate)
    {
        if (_count == 0)
            return rate;
        var atLeast = Enumerable.Range(0, CoinFlips.Flips).Count(flip => Of(flip) >= rate.Hits);
        return rate with { Coin = (double)_winnersOfAll / (_count * CoinFlips.Flips), CoinAtLeast = (double)atLeast / CoinFlips.Flips };
    }

    private long Of(int flip)
    {
        var winners = 0L;
        for (var plane = 0; plane < _planes.Length; plane++)
            winners |= (long)((_planes[plane] >> flip) & 1) << plane;
        return winners;
    }
}
