using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Screening;

/// <summary>What became of a block of sets on one day, as a file: columns in blocks with a check sum each, behind a head that names the key.</summary>
internal static class SetDayFile
{
    // Even with a trade at each second of a day none of their columns reaches what a block may have.
    internal const int SetsABlock = 32;
    internal const int ColumnCount = 5;

    // Births, near births and the number of trades of each set; then the columns of all their trades.
    internal const int Sets = 0;
    internal const int Births = 1;
    internal const int Lives = 2;
    internal const int Kinds = 3;
    internal const int Money = 4;

    internal static void Write(Stream to, string key, IEnumerable<SetDay> days)
    {
        var writer = new SetDayWriter(to, key);
        foreach (var day in days)
            writer.Add(day);
        writer.End();
    }

    /// <summary>Some of a file's sets, in their order; blocks that have none of them are passed over.</summary>
    /// <param name="from">The file; it is read as far as it is needed.</param>
    /// <param name="key">Of its unit.</param>
    /// <param name="name">For a person.</param>
    /// <param name="first">Place of the first.</param>
    /// <param name="count">How many at most.</param>
    /// <exception cref="EvidenceException">The file is damaged, or of another key.</exception>
    internal static IEnumerable<SetDay> Read(Stream from, string key, string name, int first = 0, int count = int.MaxValue)
    {
        if (BlockFile.ReadHead(from, name) != key)
            throw new EvidenceException($"{name} was made of other inputs or by other rules: remove its unit and start again");
        // Every block but the last one has as many.
        for (var skipped = first / SetsABlock; skipped > 0; skipped--)
            BlockFile.PassBlock(from, ColumnCount, name);
        var at = first / SetsABlock * SetsABlock;
        var end = (long)first + count;
        while (at < end && BlockFile.ReadBlock(from, ColumnCount, name) is { } block)
        {
            foreach (var day in BlockFile.Unpack(name, () => Unpacked(block.Rows, block.Columns)))
            {
                if (at >= first && at < end)
                    yield return day;
                at++;
            }
        }
    }

    private static List<SetDay> Unpacked(int sets, byte[][] columns)
    {
        var days = new List<SetDay>(sets);
        var heads = new ByteCursor(columns[Sets]);
        var births = new ByteCursor(columns[Births]);
        var lives = new ByteCursor(columns[Lives]);
        var kinds = new ByteCursor(columns[Kinds]);
        var money = new ByteCursor(columns[Money]);
        for (var set = 0; set < sets; set++)
        {
            var (born, near, count) = ((int)heads.ReadUnsigned(), (int)heads.ReadUnsigned(), (int)heads.ReadUnsigned());
            var (trades, now) = (new List<SetTrade>(), 0L);
            for (var i = 0; i < count; i++)
            {
                now += births.ReadSigned();
                var closed = now + lives.ReadSigned();
                trades.Add(
                    new(
                        UnixNanos.Trusted(now),
                        UnixNanos.Trusted(closed),
                        (Direction)kinds.ReadByte(),
                        (Tier)kinds.ReadByte(),
                        (int)money.ReadSigned(),
                        money.ReadSigned()
                    )
                );
            }

            trades.TrimExcess();
            days.Add(new(born, near, trades));
        }

        return days;
    }
}
