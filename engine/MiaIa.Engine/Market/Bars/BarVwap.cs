namespace MiaIa.Engine.Market;

/// <summary>
/// Volume-weighted average price and standard deviation over the last n closed minute bars, each with its typical price
/// (high + low + close)/3 and its volume. Summed anew at each close, in thirds of a tick from the last close: the sums are whole
/// numbers, exact up to 2^53 (20 bars with 600,000 contracts that lie 40 ticks from the close come near it) and rounded instead of
/// overflowing beyond. Reflecting every price changes exactly the sign.
/// </summary>
internal struct BarVwap
{
    private int _close;
    private double _volume;
    private double _sum;
    private double _spread;

    /// <summary>The average in ticks.</summary>
    internal readonly double Ticks => _close + (_sum / (3 * _volume));

    /// <summary>The standard deviation in ticks, ≥ 0.</summary>
    internal readonly double DeviationTicks => Math.Sqrt(_spread) / (3 * _volume);

    /// <summary>On which side of the average the last close is: +1 above, −1 below, 0 on it.</summary>
    internal readonly int CloseSide => -Math.Sign(_sum);

    /// <summary>The last close against the average, in standard deviations; 0 when there is none.</summary>
    internal readonly double CloseScore => _spread == 0 ? 0 : -_sum / Math.Sqrt(_spread);

    /// <summary>Sums the last n closed bars; there are as many.</summary>
    internal static BarVwap From(MinuteBars bars, int n)
    {
        var close = bars.Closed.Close;
        var (volume, sum, squares) = (0.0, 0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            ref readonly var bar = ref bars.Back(i);
            double lots = bar.Volume;
            double thirds = bar.High - close + (bar.Low - close) + (bar.Close - close);
            volume += lots;
            sum += lots * thirds;
            squares += lots * thirds * thirds;
        }

        // (3·volume·deviation)² in ticks: V·Σvt² − (Σvt)².
        return new BarVwap
        {
            _close = close,
            _volume = volume,
            _sum = sum,
            _spread = Math.Max(0, (volume * squares) - (sum * sum)),
        };
    }

    /// <summary>Whether a price lies on one side (+1, −1) of the average, less than a number of standard deviations away.</summary>
    internal readonly bool IsWithin(int price, int side, double deviations)
    {
        var distance = ((price - _close) * 3.0 * _volume) - _sum;
        return distance * side > 0 && distance * distance < deviations * deviations * _spread;
    }
}
