namespace MiaIa.Replay.Tallies;

/// <summary>Means, variances and covariance of pairs, in one pass (Welford 1962).</summary>
public sealed class Moments
{
    private double _meanX;
    private double _meanY;
    private double _squaresX;
    private double _squaresY;
    private double _products;

    /// <summary>Pairs taken.</summary>
    public long Count { get; private set; }

    /// <summary>Variance of the second; NaN without a pair.</summary>
    public double VarianceOfY => _squaresY / Count;

    /// <summary>Covariance; NaN without a pair.</summary>
    public double Covariance => _products / Count;

    /// <summary>−1 … +1; NaN when one of the two never changed.</summary>
    public double Correlation => _products / Math.Sqrt(_squaresX * _squaresY);

    /// <summary>Takes a pair.</summary>
    public void Add(double x, double y)
    {
        Count++;
        var (dx, dy) = (x - _meanX, y - _meanY);
        _meanX += dx / Count;
        _meanY += dy / Count;
        _squaresX += dx * (x - _meanX);
        _squaresY += dy * (y - _meanY);
        _products += dx * (y - _meanY);
    }
}
