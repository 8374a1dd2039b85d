using MiaIa.Engine.Features;
using MiaIa.Engine.Market;

namespace MiaIa.Evidence.Kept;

/// <summary>
/// What stood at each whole second of a day: the readings, the conditions of a signal and the prices, by columns. The moment at second s knows all
/// events up to s itself; its highest and lowest trade are those after s − 1 and up to s.
/// </summary>
internal sealed class SecondGrid
{
    // Of the tape: conditions, last price, high and low, bid and ask. A feature has one.
    private const int TapeColumns = 6;

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

    /// <summary>Writes one part.</summary>
    internal void Write(int part, Stream to, string key)
    {
        BlockFile.WriteHead(to, key);
        BlockFile.WriteBlock(to, Count, part == KeptParts.Tape ? ColumnsOfTape() : [ColumnOf(part)]);
        BlockFile.WriteEnd(to);
        to.Flush();
    }

    /// <summary>Reads all parts.</summary>
    /// <param name="open">Opens a part, and says how it is called.</param>
    /// <param name="key">Of all parts together.</param>
    /// <exception cref="Work.EvidenceException">A file is damaged, or of another key.</exception>
    internal static SecondGrid Read(Func<int, (Stream From, string Name)> open, string key)
    {
        var keys = new string[KeptParts.Count];
        var (tapeFrom, tapeName) = open(KeptParts.Tape);
        SecondGrid grid;
        using (tapeFrom)
        {
            keys[KeptParts.Tape] = BlockFile.ReadHead(tapeFrom, tapeName);
            var (rows, columns) = BlockFile.ReadOnly(tapeFrom, TapeColumns, tapeName);
            grid = BlockFile.Unpack(tapeName, () => OfTape(rows, columns));
        }

        for (var feature = 0; feature < FeatureNames.Count; feature++)
        {
            var (from, name) = open(feature);
            using var opened = from;
            keys[feature] = BlockFile.ReadHead(from, name);
            var (rows, columns) = BlockFile.ReadOnly(from, 1, name);
            if (rows != grid.Count || columns[0].Length != rows * sizeof(double))
                throw BlockFile.Damaged(name);
            BlockFile.Unpack(name, () => grid.Take(feature, columns[0]));
        }

        BlockFile.CheckKey(keys, key, tapeName);
        return grid;
    }

    private static SecondGrid OfTape(int rows, byte[][] columns)
    {
        var conditions = new ByteCursor(columns[0]);
        var grid = new SecondGrid(conditions.ReadSigned(), rows);
        for (var i = 0; i < rows; i++)
            grid.Conditions[i] = conditions.ReadByte();
        int[][] prices = [grid.Last, grid.High, grid.Low, grid.Bid, grid.Ask];
        for (var column = 0; column < prices.Length; column++)
        {
            var cursor = new ByteCursor(columns[1 + column]);
            var price = 0L;
            for (var i = 0; i < rows; i++)
                prices[column][i] = (int)(price += cursor.ReadSigned());
        }

        return grid;
    }

    private SecondGrid Take(int feature, byte[] column)
    {
        var cursor = new ByteCursor(column);
        for (var i = 0; i < Count; i++)
            Set(feature, i, cursor.ReadDouble());
        return this;
    }

    private ByteColumn ColumnOf(int feature)
    {
        var column = new ByteColumn();
        for (var i = 0; i < Count; i++)
            column.Add((Masks[i] & (1 << feature)) == 0 ? double.NaN : Values[feature][i]);
        return column;
    }

    private ByteColumn[] ColumnsOfTape()
    {
        var columns = new ByteColumn[TapeColumns];
        columns[0] = new ByteColumn();
        columns[0].AddSigned(FirstSecond);
        foreach (var conditions in Conditions)
            columns[0].Add(conditions);
        int[][] prices = [Last, High, Low, Bid, Ask];
        for (var i = 0; i < prices.Length; i++)
        {
            var column = columns[1 + i] = new ByteColumn();
            var before = 0;
            foreach (var price in prices[i])
            {
                column.AddSigned(price - before);
                before = price;
            }
        }

        return columns;
    }

    internal void Set(int feature, int i, double value)
    {
        if (double.IsNaN(value))
            return;
        Values[feature][i] = value;
        Masks[i] |= (ushort)(1 << feature);
    }
}
