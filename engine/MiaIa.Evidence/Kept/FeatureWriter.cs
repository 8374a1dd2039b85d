namespace MiaIa.Evidence.Kept;

/// <summary>Writes one feature of a kept day: its changes, by the rows at which they come.</summary>
internal sealed class FeatureWriter : IDisposable
{
    private readonly Stream _to;
    private readonly ByteColumn[] _columns = [.. Enumerable.Range(0, KeptColumns.OfFeature).Select(_ => new ByteColumn())];
    private int _row;

    /// <param name="to">Owned from here on.</param>
    /// <param name="key">Of the part.</param>
    internal FeatureWriter(Stream to, string key)
    {
        _to = to;
        BlockFile.WriteHead(to, key);
    }

    /// <summary>The value after the last row; not a number while it is not ready.</summary>
    internal double Value { get; private set; } = double.NaN;

    /// <summary>How the value stands after a row of the block.</summary>
    internal void Take(int row, double value)
    {
        // By bits: the two zeros differ, and what is not a number is equal to itself.
        if (BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(Value))
            return;
        Value = value;
        _columns[KeptColumns.Places].AddUnsigned((ulong)(row - _row));
        _columns[KeptColumns.Values].Add(value);
        _row = row;
    }

    /// <summary>Writes the changes so far; the next row is the first of a block.</summary>
    internal void Flush(int rows)
    {
        BlockFile.WriteBlock(_to, rows, _columns);
        foreach (var column in _columns)
            column.Clear();
        _row = 0;
    }

    /// <summary>Nothing follows.</summary>
    internal void Finish()
    {
        BlockFile.WriteEnd(_to);
        _to.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _to.Dispose();
}
