using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Kept;

/// <summary>Reads kept rows block by block, in their order; a block is all that is in memory.</summary>
internal sealed class KeptReader : IDisposable
{
    private readonly Stream _from;
    private readonly string _name;
    private readonly BookDelta _books = new();
    private long _now;
    private int _price;
    private int _tradePrice;
    private byte _conditions;

    /// <param name="from">Owned from here on.</param>
    /// <param name="key">That is expected.</param>
    /// <param name="name">For a person.</param>
    /// <exception cref="EvidenceException">It is no such file, or one of another key.</exception>
    internal KeptReader(Stream from, string key, string name)
    {
        (_from, _name) = (from, name);
        if (BlockFile.ReadHead(from, name) != key)
            throw new EvidenceException($"{name} was made of other inputs or by other rules: remove its unit and start again");
    }

    /// <summary>The next block; null at the end.</summary>
    /// <exception cref="EvidenceException">The file is damaged or cut off.</exception>
    internal KeptBlock? Next()
    {
        if (BlockFile.ReadBlock(_from, KeptColumns.Count, _name) is not { } block)
            return null;
        try
        {
            return Unpack(block.Rows, block.Columns);
        }
        catch (InvalidDataException e)
        {
            throw BlockFile.Damaged(_name, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _from.Dispose();

    private KeptBlock Unpack(int rows, byte[][] columns)
    {
        var (heads, times, conditions, prices) = (new ushort[rows], new long[rows], new byte[rows], new int[rows]);
        var (changes, fees) = (new List<ushort>(rows), new List<int>());
        var (trades, books) = (new List<MarketEvent>(), new List<BookSnapshot>());
        var headsFrom = new ByteCursor(columns[KeptColumns.Heads]);
        var timesFrom = new ByteCursor(columns[KeptColumns.Times]);
        var changesFrom = new ByteCursor(columns[KeptColumns.Changes]);
        var conditionsFrom = new ByteCursor(columns[KeptColumns.Conditions]);
        var pricesFrom = new ByteCursor(columns[KeptColumns.Prices]);
        var tradesFrom = new ByteCursor(columns[KeptColumns.Trades]);
        var booksFrom = new ByteCursor(columns[KeptColumns.Books]);
        var feesFrom = new ByteCursor(columns[KeptColumns.Fees]);
        for (var row = 0; row < rows; row++)
        {
            heads[row] = headsFrom.ReadUInt16();
            var head = KeptBlock.HeadOf(heads[row]);
            if ((head & RowHead.Time) != 0)
                _now += (long)timesFrom.ReadUnsigned();
            if ((head & RowHead.Values) != 0)
                changes.Add(changesFrom.ReadUInt16());
            if ((head & RowHead.Conditions) != 0)
                _conditions = conditionsFrom.ReadByte();
            if ((head & RowHead.Price) != 0)
                _price += (int)pricesFrom.ReadSigned();
            (times[row], conditions[row], prices[row]) = (_now, _conditions, _price);
            switch (KeptBlock.ItemOf(heads[row]))
            {
                case TapeItem.Trade:
                    trades.Add(TradeFrom(ref tradesFrom));
                    break;
                case TapeItem.Book:
                    books.Add(_books.Read(ref booksFrom));
                    break;
                case TapeItem.Fee:
                    fees.Add((int)feesFrom.ReadUnsigned());
                    break;
                case > TapeItem.Fee:
                    throw new InvalidDataException($"a kept row with a tape item {heads[row] >> 8}");
            }
        }

        return new()
        {
            Rows = rows,
            Heads = heads,
            Times = times,
            Conditions = conditions,
            Prices = prices,
            Changes = [.. changes],
            Values = ValuesFrom(columns, changes),
            Trades = [.. trades],
            Books = [.. books],
            Fees = [.. fees],
        };
    }

    private static double[][] ValuesFrom(byte[][] columns, List<ushort> changes)
    {
        var values = new double[FeatureNames.Count][];
        for (var feature = 0; feature < values.Length; feature++)
        {
            var cursor = new ByteCursor(columns[KeptColumns.FirstFeature + feature]);
            values[feature] = new double[changes.Count(change => (change & (1 << feature)) != 0)];
            for (var i = 0; i < values[feature].Length; i++)
                values[feature][i] = cursor.ReadDouble();
            if (!cursor.IsAtEnd)
                throw new InvalidDataException($"more values of {FeatureNames.Of((FeatureId)feature)} than changes");
        }

        return values;
    }

    private MarketEvent TradeFrom(ref ByteCursor from)
    {
        var at = UnixNanos.Trusted(_now);
        _tradePrice += (int)from.ReadSigned();
        var lots = (int)from.ReadUnsigned();
        var kind = from.ReadByte();
        return MarketEvent.Trade(
            at,
            at,
            PriceTicks.Trusted(_tradePrice),
            Contracts.Trusted(lots),
            (Aggressor)(kind & 0xF),
            (PrintGroup)(kind >> 4),
            default,
            default
        );
    }
}
