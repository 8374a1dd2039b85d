namespace MiaIa.Engine.Market;

/// <summary>
/// Volume-weighted average price since an anchor with its volume-weighted standard deviation. Sums run over whole ticks from
/// the first price, so that reflecting every price changes exactly the sign. They are doubles because those hold whole numbers
/// exactly up to 2^53 (far beyond a session of ES) and round instead of overflowing beyond.
/// </summary>
internal sealed class AnchoredVwap
{
    private int _reference;
    private double _volume;
    private double _sum;
    private double _sumOfSquares;

    /// <summary>Bars that closed since the anchor, or since the last gap in the tape.</summary>
    internal int Bars { get; private set; }

    /// <summary>Whether anything traded since the anchor.</summary>
    internal bool HasTraded => _volume > 0;

    /// <summary>Ticks from the first price to the average. Only when something traded.</summary>
    internal double FromReference => _sum / _volume;

    /// <summary>The average in ticks. Only when something traded.</summary>
    internal double Ticks => _reference + FromReference;

    /// <summary>Ticks from the average to a price.</summary>
    internal double Distance(int price) => price - _reference - FromReference;

    /// <summary>The standard deviation in ticks, ≥ 0.</summary>
    internal double Deviation()
    {
        var mean = FromReference;
        return Math.Sqrt(Math.Max(0, (_sumOfSquares / _volume) - (mean * mean)));
    }

    internal void Add(int price, int lots)
    {
        if (_volume == 0)
            _reference = price;
        double distance = price - _reference;
        var weighted = distance * lots;
        _volume += lots;
        _sum += weighted;
        _sumOfSquares += weighted * distance;
    }

    internal void BarClosed() => Bars++;

    /// <summary>Trades are missing: the bars have to be counted anew.</summary>
    internal void Break() => Bars = 0;

    /// <summary>Begins anew at an anchor.</summary>
    internal void Anchor()
    {
        _volume = _sum = _sumOfSquares = 0;
        Bars = 0;
    }
}
