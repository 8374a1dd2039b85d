namespace MiaIa.Engine.Options;

/// <summary>
/// Net exposure at every place of the grid to within a proven error, for a fraction of what it costs exactly: enough to tell its sign nearly everywhere. Rows are
/// sorted by the width of their bells; wide ones are summed at few nodes and carried over (<see cref="GridStencils"/>), narrow ones at the places
/// themselves, all in single precision. No allocation after construction.
/// </summary>
internal sealed class NetScreen
{
    private readonly GridStencils _stencils;
    private readonly float[] _slopes,
        _offsets,
        _nets;
    private readonly int[] _begins = new int[GridStencils.Classes + 2];
    private readonly int[] _next = new int[GridStencils.Classes + 1];
    private readonly double[] _sizes = new double[GridStencils.Classes + 1];
    private readonly double[] _nodes,
        _values,
        _errors;
    private double _reach;

    public NetScreen(GridStencils stencils, int rowsMax)
    {
        _stencils = stencils;
        var padded = rowsMax + (RoughKernel.Lanes * (GridStencils.Classes + 1));
        (_slopes, _offsets, _nets) = (new float[padded], new float[padded], new float[padded]);
        var nodesMax = 1;
        for (var c = 0; c < GridStencils.Classes; c++)
            nodesMax = Math.Max(nodesMax, stencils.NodesOf(c));
        _nodes = new double[nodesMax + 1];
        _values = new double[stencils.Places.Length];
        _errors = new double[stencils.Places.Length];
    }

    /// <summary>Net exposure over S at each place, off by at most <see cref="Errors"/>.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The proven error at each place.</summary>
    public ReadOnlySpan<double> Errors => _errors;

    /// <summary>Looks at a grid around a spot.</summary>
    /// <param name="slopes">Of the rows; all columns have one length.</param>
    /// <param name="offsets">Of the rows.</param>
    /// <param name="nets">Of the rows.</param>
    /// <param name="shift">ln of the grid's spot over the spot that the columns refer to.</param>
    public void Run(ReadOnlySpan<double> slopes, ReadOnlySpan<double> offsets, ReadOnlySpan<double> nets, double shift)
    {
        Sort(slopes, offsets, nets);
        Array.Clear(_values);
        var error = 0.0;
        _reach = Math.Max(Math.Abs(_stencils.Places[0]), Math.Abs(_stencils.Places[^1])) + Math.Abs(shift) + GridStencils.ReachBeyond;
        for (var c = 0; c < GridStencils.Classes; c++)
        {
            if (RowsOf(c) == 0)
                continue;
            SumAtNodes(c, shift);
            _stencils.Carry(c, _nodes, _values);
            error +=
                _sizes[c]
                * (GridStencils.CarryError + (GridStencils.Growth * RoughKernel.ErrorOf(GridStencils.SlopeMaxOf(c), _reach, RowsOf(c))));
        }
        Array.Fill(_errors, error);
        SumNarrow(shift);
    }

    // With the padding.
    private int RowsOf(int @class) => _begins[@class + 1] - _begins[@class];

    private ReadOnlySpan<float> Of(float[] column, int @class) => column.AsSpan(_begins[@class], RowsOf(@class));

    private void SumAtNodes(int c, double shift)
    {
        var count = _stencils.NodesOf(c);
        for (var node = 0; node < count; node += 2)
        {
            (_nodes[node], _nodes[node + 1]) = RoughKernel.Sums(
                (float)(_stencils.NodeOf(c, node) + shift),
                (float)(_stencils.NodeOf(c, node + 1) + shift),
                Of(_slopes, c),
                Of(_offsets, c),
                Of(_nets, c)
            );
        }
    }

    private void SumNarrow(double shift)
    {
        const int narrow = GridStencils.Classes;
        if (RowsOf(narrow) == 0)
            return;
        var slopeMax = 0f;
        foreach (var slope in Of(_slopes, narrow))
            slopeMax = Math.Max(slopeMax, slope);
        var share = RoughKernel.ErrorOfBells(slopeMax, _reach, RowsOf(narrow));
        var cutOff = Math.ScaleB(_sizes[narrow], -120);
        for (var k = 0; k < _values.Length; k++)
        {
            var (net, size) = RoughKernel.SumAndSize(
                (float)(_stencils.Places[k] + shift),
                Of(_slopes, narrow),
                Of(_offsets, narrow),
                Of(_nets, narrow)
            );
            _values[k] += net;
            _errors[k] += (share * size) + cutOff;
        }
    }

    // A counting sort; each class is padded with rows that weigh nothing.
    private void Sort(ReadOnlySpan<double> slopes, ReadOnlySpan<double> offsets, ReadOnlySpan<double> nets)
    {
        Array.Clear(_sizes);
        Array.Clear(_next);
        for (var row = 0; row < slopes.Length; )
        {
            var (c, end) = RunFrom(slopes, row);
            _next[c] += end - row;
            row = end;
        }

        for (var c = 0; c <= GridStencils.Classes; c++)
        {
            var (begin, end) = (_begins[c], _begins[c] + _next[c]);
            _begins[c + 1] = begin + ((_next[c] + RoughKernel.Lanes - 1) / RoughKernel.Lanes * RoughKernel.Lanes);
            _nets.AsSpan(end, _begins[c + 1] - end).Clear();
            _next[c] = begin;
        }

        for (var row = 0; row < slopes.Length; )
        {
            var (c, end) = RunFrom(slopes, row);
            _sizes[c] = Take(slopes[row..end], offsets[row..end], nets[row..end], _next[c], _sizes[c]);
            _next[c] += end - row;
            row = end;
        }
    }

    // Neighbouring strikes have much the same slope, so that rows come in runs of one class.
    private static (int Class, int End) RunFrom(ReadOnlySpan<double> slopes, int row)
    {
        var c = GridStencils.ClassOf(slopes[row]);
        var end = row + 1;
        while (end < slopes.Length && GridStencils.ClassOf(slopes[end]) == c)
            end++;
        return (c, end);
    }

    private double Take(ReadOnlySpan<double> slopes, ReadOnlySpan<double> offsets, ReadOnlySpan<double> nets, int place, double size)
    {
        var toSlopes = _slopes.AsSpan(place, slopes.Length);
        var toOffsets = _offsets.AsSpan(place, slopes.Length);
        var toNets = _nets.AsSpan(place, slopes.Length);
        for (var i = 0; i < slopes.Length; i++)
        {
            (toSlopes[i], toOffsets[i], toNets[i]) = ((float)slopes[i], (float)offsets[i], (float)nets[i]);
            size += Math.Abs(nets[i]);
        }

        return size;
    }
}
