using MiaIa.Engine.Features;
using MiaIa.Engine.Market;

namespace MiaIa.Evidence.Kept;

/// <summary>
/// What stood at each whole second of a day: the readings, the conditions of a signal and the prices, by columns. The moment at second s knows all
/// events up to s itself; its highest and lowest trade are those after s − 1 and up to s.
/// </summary>
internal sealed class SecondGrid
{
    // Readings, conditions, last price, high and low, bid and ask.
    private const int ColumnCount = FeatureNames.Count + 6;

    internal SecondGrid(long firstSecond, int count)
    {
        FirstSecond = firstSecond;
        Count = count;
        Values = [.. Enumerable.Range(0, FeatureNames.Count).Select(_ => new double[count])];
        (Masks, Conditions) = (new ushort[count], new byte[count]);
        (Last, High, Low, Bid, Ask) = (new int[count], new int[count], new int[count], new int[count], new int[count]);
    }

    /// <summary>Unix seconds of the first moment.</summary>
    internal long FirstSecond { get; }

    /// <summary>Moments.</summary>
    internal int Count { get; }

    /// <summary>One column a feature; 0 where it is not ready.</summary>
    internal double[][] Values { get; }

    /// <summary>The features that are ready, a bit each.</summary>
    internal ushort[] Masks { get; }

    /// <summary><see cref="SignalConditions"/>.</summary>
    internal byte[] Conditions { get; }

    /// <summary>Ticks of the last trade; 0 before the first.</summary>
    internal int[] Last { get; }

    /// <summary>Ticks of the highest trade of the second; 0 without one.</summary>
    internal int[] High { get; }

    /// <summary>Ticks of the lowest trade of the second; 0 without one.</summary>
    internal int[] Low { get; }

    /// <summary>Ticks of the best bid; 0 while the book is not sound.</summary>
    internal int[] Bid { get; }

    /// <summary>Ticks of the best ask; 0 while the book is not sound.</summary>
    internal int[] Ask { get; }

    /// <summary>Market time of a moment.</summary>
    internal UnixNanos At(int i) => UnixNanos.Trusted((FirstSecond + i) * UnixNanos.PerSecond);

    internal void Write(Stream to, string key)
    {
        BlockFile.WriteHead(to, key);
        var columns = new ByteColumn[ColumnCount];
        for (var feature = 0; feature < FeatureNames.Count; feature++)
        {
            columns[feature] = new ByteColumn();
            for (var i = 0; i < Count; i++)
                columns[feature].Add((Masks[i] & (1 << feature)) == 0 ? double.NaN : Values[feature][i]);
        }

        columns[FeatureNames.Count] = new ByteColumn();
        columns[FeatureNames.Count].AddSigned(FirstSecond);
        foreach (var conditions in Conditions)
            columns[FeatureNames.Count].Add(conditions);
        int[][] prices = [Last, High, Low, Bid, Ask];
        for (var i = 0; i < prices.Length; i++)
        {
            var column = columns[FeatureNames.Count + 1 + i] = new ByteColumn();
            var before = 0;
            foreach (var price in prices[i])
            {
                column.AddSigned(price - before);
                before = price;
            }
        }

        BlockFile.WriteBlock(to, Count, columns);
        BlockFile.WriteEnd(to);
        to.Flush();
    }

    /// <exception cref="Work.EvidenceException">The file is damaged, or of another key.</exception>
    internal static SecondGrid Read(Stream from, string key, string name)
    {
        var found = BlockFile.ReadHead(from, name);
        if (found != key)
            throw new Work.EvidenceException($"{name} was made of other inputs or by other rules: remove its unit and start again");
        var (rows, columns) = BlockFile.ReadBlock(from, ColumnCount, name) ?? throw BlockFile.Damaged(name);
        try
        {
            return Read(rows, columns);
        }
        catch (InvalidDataException e)
        {
            throw BlockFile.Damaged(name, e);
        }
    }

    private static SecondGrid Read(int rows, byte[][] columns)
    {
        var conditions = new ByteCursor(columns[FeatureNames.Count]);
        var grid = new SecondGrid(conditions.ReadSigned(), rows);
        for (var i = 0; i < rows; i++)
            grid.Conditions[i] = conditions.ReadByte();
        for (var feature = 0; feature < FeatureNames.Count; feature++)
        {
            var cursor = new ByteCursor(columns[feature]);
            for (var i = 0; i < rows; i++)
                grid.Set(feature, i, cursor.ReadDouble());
        }

        int[][] prices = [grid.Last, grid.High, grid.Low, grid.Bid, grid.Ask];
        for (var column = 0; column < prices.Length; column++)
        {
            var cursor = new ByteCursor(columns[FeatureNames.Count + 1 + column]);
            var price = 0L;
            for (var i = 0; i < rows; i++)
                prices[column][i] = (int)(price += cursor.ReadSigned());
        }

        return grid;
    }

    internal void Set(int feature, int i, double value)
    {
        if (double.IsNaN(value))
            return;
        Values[feature][i] = value;
        Masks[i] |= (ushort)(1 << feature);
    }
}
