namespace MiaIa.Engine.Options;

/// <summary>Calls and puts of a run of expiries, in lots. What never arrived counts 0.</summary>
/// <param name="CallVolumeLots">Calls traded today.</param>
/// <param name="PutVolumeLots">Puts traded today.</param>
/// <param name="CallOpenInterestLots">Calls open.</param>
/// <param name="PutOpenInterestLots">Puts open.</param>
public readonly record struct PutCallCounts(long CallVolumeLots, long PutVolumeLots, long CallOpenInterestLots, long PutOpenInterestLots)
{
    /// <summary>Put/call by volume; NaN when no call traded.</summary>
    public double VolumeRatio => CallVolumeLots > 0 ? (double)PutVolumeLots / CallVolumeLots : double.NaN;

    /// <summary>Put/call by open interest; NaN when no call is open.</summary>
    public double OpenInterestRatio => CallOpenInterestLots > 0 ? (double)PutOpenInterestLots / CallOpenInterestLots : double.NaN;

    /// <summary>Counts the rows from one up to, not including, another.</summary>
    internal static PutCallCounts From(OptionChain chain, int fromRow, int toRow)
    {
        long callVolume = 0,
            putVolume = 0,
            callOpen = 0,
            putOpen = 0;
        for (var contract = 2 * fromRow; contract < 2 * toRow; contract += 2)
        {
            callVolume += Math.Max(chain.VolumeLots[contract], 0);
            putVolume += Math.Max(chain.VolumeLots[contract + 1], 0);
            callOpen += Math.Max(chain.OpenInterestLots[contract], 0);
            putOpen += Math.Max(chain.OpenInterestLots[contract + 1], 0);
        }
        return new PutCallCounts(callVolume, putVolume, callOpen, putOpen);
    }
}
