using System.Numerics;

namespace MiaIa.Reports.Statistics;

/// <summary>What the trades of a sample earn in each of the coin's flips.</summary>
internal sealed class CoinProfits
{
    // Bit j in the place of flip j, as many flips a vector as the processor has lanes.
    private static readonly Vector<long>[] Bits = [.. Enumerable.Range(0, CoinFlips.Flips / Vector<long>.Count).Select(BitsOf)];

    private readonly Vector<long>[] _turned = new Vector<long>[Bits.Length];
    private long _cents;

    internal void Add(ulong flips, long profitCents, long feesCents)
    {
        _cents += profitCents;
        var (flipsOfAll, turns) = (
            new Vector<long>((long)flips),
            new Vector<long>(CoinFlips.OtherSide(profitCents, feesCents) - profitCents)
        );
        // Where two vectors are equal, every bit of the place is set.
        for (var i = 0; i < Bits.Length; i++)
            _turned[i] += Vector.Equals(flipsOfAll & Bits[i], Bits[i]) & turns;
    }

    /// <summary>The profit that the coin makes: its mean in whole cents, and the share of the flips that earned at least as much.</summary>
    internal (long MeanCents, double AtLeast) Against(long cents)
    {
        var flipped = _turned
            .SelectMany(vector => Enumerable.Range(0, Vector<long>.Count).Select(place => _cents + vector[place]))
            .ToArray();
        var mean = (long)Math.Round(flipped.Average(), MidpointRounding.AwayFromZero);
        return (mean, (double)flipped.Count(one => one >= cents) / CoinFlips.Flips);
    }

    private static Vector<long> BitsOf(int vector)
    {
        var bits = new long[Vector<long>.Count];
        for (var place = 0; place < bits.Length; place++)
            bits[place] = 1L << ((vector * Vector<long>.Count) + place);
        return new Vector<long>(bits);
    }
}
