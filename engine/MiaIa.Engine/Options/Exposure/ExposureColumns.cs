namespace MiaIa.Engine.Options;

/// <summary>
/// The rows of one scope that carry any exposure, closely packed for the kernel. GEX = γ·lots·100·S²·0.01 dollars per 1 % of the index,
/// which is S·Σ weight·bell.
/// </summary>
internal sealed class ExposureColumns
{
    /// <summary>Multiplier of an index option times one percent.</summary>
    private const double DollarsPerPercent = 100 * 0.01;

    private readonly double[] _slopes,
        _offsets,
        _nets,
        _grosses,
        _netShares,
        _bells;
    private readonly int[] _rungs;
    private double _referenceSpot = double.NaN;

    public ExposureColumns(int rowsMax)
    {
        var padded = GammaRows.PaddedLength(rowsMax);
        _slopes = new double[padded];
        _offsets = new double[padded];
        _nets = new double[padded];
        _grosses = new double[padded];
        _netShares = new double[padded];
        _bells = new double[padded];
        _rungs = new int[padded];
    }

    /// <summary>Rows with exposure.</summary>
    public int Count { get; private set; }

    private int PaddedCount => GammaRows.PaddedLength(Count);

    /// <summary>
    /// Takes rows of a chain for those before. Lots that never arrived (negative) count 0 here; chain coverage is where they are missed.
    /// </summary>
    /// <param name="rows">The coefficients of all its rows.</param>
    /// <param name="rungs">The rung of each of them.</param>
    /// <param name="lots">Of each contract.</param>
    /// <param name="fromRow">The first row taken.</param>
    /// <param name="toRow">The row after the last.</param>
    /// <param name="dealers">The sign of exposure.</param>
    public void Load(GammaRows rows, ReadOnlySpan<int> rungs, ReadOnlySpan<int> lots, int fromRow, int toRow, DealerPosition dealers)
    {
        _referenceSpot = rows.ReferenceSpot;
        var (count, sign) = (0, (double)(int)dealers);
        var (slopes, offsets, weights) = (rows.Slopes, rows.Offsets, rows.Weights);
        var (toSlopes, toOffsets, toGrosses, toShares, toNets, toRungs) = (_slopes, _offsets, _grosses, _netShares, _nets, _rungs);
        for (var row = fromRow; row < toRow; row++)
        {
            var (calls, puts) = ((double)Math.Max(lots[2 * row], 0), (double)Math.Max(lots[(2 * row) + 1], 0));
            var (weight, sum) = (weights[row] * DollarsPerPercent, calls + puts);
            if (weight == 0 || sum == 0)
                continue;
            var (gross, share) = (weight * sum, (calls - puts) / sum * sign);
            toSlopes[count] = slopes[row];
            toOffsets[count] = offsets[row];
            toGrosses[count] = gross;
            toShares[count] = share;
            toNets[count] = gross * share;
            toRungs[count] = rungs[row];
            count++;
        }

        Count = count;
        Seal();
    }

    // What the kernel reads beyond the last row must weigh nothing.
    private void Seal()
    {
        for (var i = Count; i < PaddedCount; i++)
            (_slopes[i], _offsets[i], _nets[i], _grosses[i]) = (0, 0, 0, 0);
    }

    /// <summary>Net and gross GEX at two spots, in dollars per 1 %.</summary>
    public PairOfSums TotalsAt(double spot0, double spot1)
    {
        var sums = GammaKernel.Sums(
            Math.Log(spot0 / _referenceSpot),
            Math.Log(spot1 / _referenceSpot),
            Filled(_slopes),
            Filled(_offsets),
            Filled(_nets),
            Filled(_grosses)
        );
        return new PairOfSums(spot0 * sums.Net0, spot0 * sums.Gross0, spot1 * sums.Net1, spot1 * sums.Gross1);
    }

    /// <summary>Looks roughly at net GEX on the grid around a spot, over S.</summary>
    public void Screen(NetScreen screen, double spot) =>
        screen.Run(_slopes.AsSpan(0, Count), _offsets.AsSpan(0, Count), _nets.AsSpan(0, Count), Math.Log(spot / _referenceSpot));

    /// <summary>Net and gross GEX of every rung of the ladder at a spot, in dollars per 1 %.</summary>
    public void SumByRung(double spot, Span<double> net, Span<double> gross)
    {
        GammaKernel.Bells(Math.Log(spot / _referenceSpot), spot, Filled(_slopes), Filled(_offsets), Filled(_grosses), _bells);
        net.Clear();
        gross.Clear();
        for (var i = 0; i < Count; i++)
        {
            gross[_rungs[i]] += _bells[i];
            net[_rungs[i]] += _bells[i] * _netShares[i];
        }
    }

    private ReadOnlySpan<double> Filled(double[] column) => column.AsSpan(0, PaddedCount);
}
