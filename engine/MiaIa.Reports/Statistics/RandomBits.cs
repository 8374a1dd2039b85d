namespace MiaIa.Reports.Statistics;

/// <summary>The same numbers for the same seed on every machine and in every version of the framework (SplitMix64, Steele and others 2014).</summary>
/// <param name="seed">Any.</param>
internal struct RandomBits(ulong seed)
{
    private ulong _state = seed;

    internal ulong Next()
    {
        var bits = _state += 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>0 to below a bound; the bias of the product is below 2⁻³² for the samples here.</summary>
    internal int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);
}
