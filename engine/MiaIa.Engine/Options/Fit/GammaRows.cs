namespace MiaIa.Engine.Options;

/// <summary>
/// Black–Scholes γ of every row as a function of the spot alone. With F = g·S, dev = σ·√T and the fitted spot S₀,
/// γ = g·e^(−rT)·φ(d₁) / (S·dev), d₁ = ln(S/S₀)/dev + ln(F₀/K)/dev + dev/2: the exact second derivative by S of an option on the forward.
/// </summary>
internal sealed class GammaRows
{
    private static readonly double InverseRootTwoPi = 1 / Math.Sqrt(2 * Math.PI);

    public GammaRows(int rowCount)
    {
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
        for (var e = 0; e < chain.Expiries.Length; e++)
        {
            var (first, count) = (chain.Expiries[e].FirstRow, chain.Expiries[e].RowCount);
            // What does not depend on the strike is made once an expiry.
            var (years, forward) = (curve.Years[e], curve.Forwards[e]);
            Load(
                volatilities.Slice(first, count),
                chain.LogStrikes.Slice(first, count),
                first,
                Math.Sqrt(years),
                Math.Log(forward),
                forward / spot * Math.Exp(-rate * years) * InverseRootTwoPi
            );
        }
    }

    private void Load(
        ReadOnlySpan<double> volatilities,
        ReadOnlySpan<double> logStrikes,
        int first,
        double rootOfYears,
        double logForward,
        double weight
    )
    {
        var slopes = Slopes.AsSpan(first, volatilities.Length);
        var offsets = Offsets.AsSpan(first, volatilities.Length);
        var weights = Weights.AsSpan(first, volatilities.Length);
        for (var i = 0; i < volatilities.Length; i++)
        {
            var deviation = volatilities[i] * rootOfYears;
            if (double.IsNaN(deviation))
            {
                (slopes[i], offsets[i], weights[i]) = (0, 0, 0);
                continue;
            }
            slopes[i] = VectorNormalDensity.Scale / deviation;
            var d1 = ((logForward - logStrikes[i]) / deviation) + (0.5 * deviation);
            offsets[i] = VectorNormalDensity.Scale * d1;
            weights[i] = weight / deviation;
        }
    }

    /// <summary>γ per point of the index at a spot, for each row; 0 where the row has settled or has no volatility.</summary>
    /// <param name="spot">The index, in points.</param>
    /// <param name="gamma">Takes <see cref="PaddedLength"/> values; the padding gets 0.</param>
    public void GammaAt(double spot, Span<double> gamma) =>
        GammaKernel.Bells(Math.Log(spot / ReferenceSpot), 1 / spot, Slopes, Offsets, Weights, gamma);
}
