using MiaIa.Evidence.Kept;

namespace MiaIa.Evidence.Screening;

/// <summary>Writes a <see cref="SetDayFile"/> set by set; of as many as a block has the columns are held.</summary>
internal sealed class SetDayWriter
{
    private readonly ByteColumn[] _columns = [.. Enumerable.Range(0, SetDayFile.ColumnCount).Select(_ => new ByteColumn())];
    private readonly Stream _to;
    private int _held;

    /// <param name="to">The file.</param>
    /// <param name="key">Of its unit.</param>
    internal SetDayWriter(Stream to, string key)
    {
        _to = to;
        BlockFile.WriteHead(to, key);
    }

    /// <summary>The next set.</summary>
    internal void Add(SetDay day)
    {
        _columns[SetDayFile.Sets].AddUnsigned((ulong)day.Births);
        _columns[SetDayFile.Sets].AddUnsigned((ulong)day.NearBirths);
        _columns[SetDayFile.Sets].AddUnsigned((ulong)day.Trades.Count);
        var before = 0L;
        foreach (var trade in day.Trades)
        {
            _columns[SetDayFile.Births].AddSigned(trade.BornAt.Value - before);
            _columns[SetDayFile.Lives].AddSigned(trade.ClosedAt.Value - trade.BornAt.Value);
            _columns[SetDayFile.Kinds].Add((byte)trade.Direction);
            _columns[SetDayFile.Kinds].Add((byte)trade.Tier);
            _columns[SetDayFile.Money].AddSigned(trade.Ticks);
            _columns[SetDayFile.Money].AddSigned(trade.Cents);
            before = trade.BornAt.Value;
        }

        if (++_held == SetDayFile.SetsABlock)
            WriteBlock();
    }

    /// <summary>There is none behind it.</summary>
    internal void End()
    {
        if (_held > 0)
            WriteBlock();
        BlockFile.WriteEnd(_to);
        _to.Flush();
    }

    private void WriteBlock()
    {
        BlockFile.WriteBlock(_to, _held, _columns);
        foreach (var column in _columns)
            column.Clear();
        _held = 0;
    }
}
