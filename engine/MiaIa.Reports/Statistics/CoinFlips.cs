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

    // Bit j in the place of flip j, as many flips a vector as the processor has lanes.
    private static readonly Vector<long>[] Bits = [.. Enumerable.Range(0, Flips / Vector<long>.Count).Select(BitsOf)];

    private readonly Vector<long>[] _winners = new Vector<long>[Bits.Length];
    private readonly Vector<long>[] _turned = new Vector<long>[Bits.Length];
    private long _winnersOfAll;
    private long _cents;

    /// <summary>Trades taken.</summary>
    internal long Count { get; private set; }

    internal static long OtherSide(long profitCents, long feesCents) => -(profitCents + feesCents) - feesCents;

    internal void Add(ulong flips, long profitCents, long feesCents)
    {
        Count++;
        _cents += profitCents;
        var other = OtherSide(profitCents, feesCents);
        var wins = (profitCents > 0 ? ~flips : 0) | (other > 0 ? flips : 0);
        _winnersOfAll += BitOperations.PopCount(wins);
        var (winsOfAll, flipsOfAll, turns) = (
            new Vector<long>((long)wins),
            new Vector<long>((long)flips),
            new Vector<long>(other - profitCents)
        );
        for (var i = 0; i < Bits.Length; i++)
        {
            // Where two vectors are equal, every bit of the place is set: −1.
            _winners[i] -= Vector.Equals(winsOfAll & Bits[i], Bits[i]);
            _turned[i] += Vector.Equals(flipsOfAll & Bits[i], Bits[i]) & turns;
        }
    }

    /// <summary>A rate of these trades with what the coin makes of them beside it.</summary>
    internal Rate Beside(Rate rate)
    {
        if (Count == 0)
            return rate;
        var atLeast = Places(_winners).Count(winners => winners >= rate.Hits);
        return rate with { Coin = (double)_winnersOfAll / (Count * Flips), CoinAtLeast = (double)atLeast / Flips };
    }

    /// <summary>The profit that the coin makes: its mean in whole cents, and the share of the flips that earned at least as much.</summary>
    internal (long MeanCents, double AtLeast) Profit(long cents)
    {
        var flipped = Places(_turned).Select(turned => _cents + turned).ToArray();
        var mean = (long)Math.Round(flipped.Average(), MidpointRounding.AwayFromZero);
        return (mean, (double)flipped.Count(one => one >= cents) / Flips);
    }

    private static IEnumerable<long> Places(Vector<long>[] vectors) =>
        vectors.SelectMany(vector => Enumerable.Range(0, Vector<long>.Count).Select(place => vector[place]));

    private static Vector<long> BitsOf(int vector)
    {
        var bits = new long[Vector<long>.Count];
        for (var place = 0; place < bits.Length; place++)
            bits[place] = 1L << ((vector * Vector<long>.Count) + place);
        return new Vector<long>(bits);
    }
}
