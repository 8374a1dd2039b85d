namespace MiaIa.Engine.Features;

/// <summary>
/// Σ e·(buy − sell) and Σ e·(buy + sell) over the other rows that count, as seen from each of the last prices: eight neighbours have a
/// place each, so that a price that goes to and fro finds its sums again. A row's change goes into all of them.
/// </summary>
/// <param name="weights">e by distance in ticks, from 0 on; rows beyond it weigh nothing.</param>
internal sealed class NearbySums(double[] weights)
{
    private const int Places = 8;

    // 0 = nothing is kept there.
    private readonly int[] _prices = new int[Places];
    private readonly double[] _deltas = new double[Places];
    private readonly double[] _volumes = new double[Places];

    internal void Clear() => Array.Clear(_prices);

    internal bool TryGet(int price, out double delta, out double volume)
    {
        var place = price & (Places - 1);
        (delta, volume) = (_deltas[place], _volumes[place]);
        return _prices[place] == price;
    }

    internal void Keep(int price, double delta, double volume)
    {
        var place = price & (Places - 1);
        (_prices[place], _deltas[place], _volumes[place]) = (price, delta, volume);
    }

    /// <summary>A row has changed by this many contracts; seen from its own price it is no other row.</summary>
    internal void Changed(int row, long delta, long volume)
    {
        for (var i = 0; i < Places; i++)
        {
            var distance = Math.Abs(_prices[i] - row);
            if (distance == 0 || distance >= weights.Length)
                continue;
            _deltas[i] += weights[distance] * delta;
            _volumes[i] += weights[distance] * volume;
        }
    }
}
