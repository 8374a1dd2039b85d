namespace Golden.Noise;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): a seed gives the same noise with every version of the runtime.</summary>
internal sealed class NoiseRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>0 … 1, both excluded.</summary>
    public double Unit() => ((Next() >> 11) + 0.5) / (1UL << 53);

    /// <summary>A whole number from 0 to <paramref name="bound"/> − 1.</summary>
    public int Below(int bound) => (int)((Next() >> 32) * (ulong)bound >> 32);

    /// <summary>The time to the next event of a Poisson process.</summary>
    public double Exponential(double mean) => -Math.Log(Unit()) * mean;

    /// <summary>A heavy tail: P(size ≥ n) = n^−exponent, cut at a largest size.</summary>
    public int Pareto(double exponent, int max) => (int)Math.Min(max, Math.Pow(Unit(), -1 / exponent));

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
