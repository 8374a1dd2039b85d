namespace MiaIa.Engine.Options;

/// <summary>
/// Black–Scholes γ of every row as a function of the spot alone. With F = g·S, dev = σ·√T and the fitted spot S₀,
/// γ = g·e^(−rT)·φ(d₁) / (S·dev), d₁ = ln(S/S₀)/dev + ln(F₀/K)/dev + dev/2: the exact second derivative by S of an option on the forward.
/// </summary>
internal sealed class GammaRows
{
    private static readonly double InverseRootTwoPi = 1 / Math.Sqrt(2 * Math.PI);

    private readonly int _rowCount;

    public GammaRows(int rowCount)
    {
        _rowCount = rowCount;
        var padded = PaddedLength(rowCount);
        Slopes = new double[padded];
        Offsets = new double[padded];
        Weights = new double[padded];
    }

    /// <summary>The spot at which the forwards were fitted; the columns measure ln S from there, which keeps d₁ exact near the money.</summary>
    public double ReferenceSpot { get; private set; } = double.NaN;

    /// <summary>1/dev of each row, times <see cref="VectorNormalDensity.Scale"/>; 0 where the row has no volatility.</summary>
    public double[] Slopes { get; }

    /// <summary>d₁ of each row at the reference spot, times <see cref="VectorNormalDensity.Scale"/>.</summary>
    public double[] Offsets { get; }

    /// <summary>γ·S of each row where d₁ = 0; 0 where the row has no volatility.</summary>
    public double[] Weights { get; }

    /// <summary>Room for so many rows and the padding that the kernel reads.</summary>
    public static int PaddedLength(int rows) => (rows + GammaKernel.Lanes - 1) / GammaKernel.Lanes * GammaKernel.Lanes;

    public void Load(OptionChain chain, ForwardCurve curve, ReadOnlySpan<double> volatilities, double spot, double rate)
    {
        ReferenceSpot = spot;
        // What does not depend on the strike is made once an expiry: the same numbers, a third of the time.
        var (loaded, rootOfYears, logForward, weight) = (-1, 0.0, 0.0, 0.0);
        for (var row = 0; row < _rowCount; row++)
        {
            var volatility = volatilities[row];
            var expiry = chain.ExpiryOfRow[row];
            if (double.IsNaN(volatility))
            {
                (Slopes[row], Offsets[row], Weights[row]) = (0, 0, 0);
                continue;
            }
            if (expiry != loaded)
            {
                var years = curve.Years[expiry];
                (loaded, rootOfYears, logForward) = (expiry, Math.Sqrt(years), Math.Log(curve.Forwards[expiry]));
                weight = curve.Forwards[expiry] / spot * Math.Exp(-rate * years) * InverseRootTwoPi;
            }
            var deviation = volatility * rootOfYears;
            Slopes[row] = VectorNormalDensity.Scale / deviation;
            var d1 = ((logForward - chain.LogStrikes[row]) / deviation) + (0.5 * deviation);
            Offsets[row] = VectorNormalDensity.Scale * d1;
            Weights[row] = weight / deviation;
        }
    }

    /// <summary>γ per point of the index at a spot, for each row; 0 where the row has settled or has no volatility.</summary>
    /// <param name="spot">The index, in points.</param>
    /// <param name="gamma">Takes <see cref="PaddedLength"/> values; the padding gets 0.</param>
    public void GammaAt(double spot, Span<double> gamma) =>
        GammaKernel.Bells(Math.Log(spot / ReferenceSpot), 1 / spot, Slopes, Offsets, Weights, gamma);
}
