using System.Buffers;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;

namespace MiaIa.Evidence.Kept;

/// <summary>Reads kept rows block by block, in their order, all parts beside each other; a block is all that is in memory.</summary>
internal sealed class KeptReader : IDisposable
{
    private readonly (Stream From, string Name)[] _parts = new (Stream, string)[KeptParts.Count];
    private readonly BookDelta _books = new();
    private long _now;
    private int _price;
    private int _tradePrice;
    private byte _conditions;

    /// <param name="open">Opens a part, which is owned from then on, and says how it is called.</param>
    /// <param name="key">Of all parts together.</param>
    /// <exception cref="Work.EvidenceException">It is no such file, or one of another key.</exception>
    internal KeptReader(Func<int, (Stream From, string Name)> open, string key)
    {
        try
        {
            var keys = new string[KeptParts.Count];
            for (var part = 0; part < KeptParts.Count; part++)
            {
                _parts[part] = open(part);
                keys[part] = BlockFile.ReadHead(_parts[part].From, _parts[part].Name);
            }

            BlockFile.CheckKey(keys, key, _parts[KeptParts.Tape].Name);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The next block; null at the end.</summary>
    /// <exception cref="Work.EvidenceException">A file is damaged or cut off.</exception>
    internal KeptBlock? Next()
    {
        var (tape, tapeName) = _parts[KeptParts.Tape];
        var block = BlockFile.ReadBlock(tape, KeptColumns.OfTape, tapeName);
        var features = new byte[FeatureNames.Count][][];
        for (var feature = 0; feature < features.Length; feature++)
        {
            var (from, name) = _parts[feature];
            var read = BlockFile.ReadBlock(from, KeptColumns.OfFeature, name);
            // They end together, and their rows are the tape's.
            if (read?.Rows != block?.Rows)
                throw BlockFile.Damaged(name);
            features[feature] = read?.Columns ?? [];
        }

        return block is { } found ? BlockFile.Unpack(tapeName, () => Unpack(found.Rows, found.Columns, features)) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (from, _) in _parts)
            from?.Dispose();
    }

    private KeptBlock Unpack(int rows, byte[][] columns, byte[][][] features)
    {
        var (heads, times, conditions, prices) = (new ushort[rows], new long[rows], new byte[rows], new int[rows]);
        var (trades, books, fees) = (new List<MarketEvent>(), new List<BookSnapshot>(), new List<int>());
        var headsFrom = new ByteCursor(columns[KeptColumns.Heads]);
        var timesFrom = new ByteCursor(columns[KeptColumns.Times]);
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

        var values = features.Select(feature => new double[feature[KeptColumns.Values].Length / sizeof(double)]).ToArray();
        return new()
        {
            Rows = rows,
            Heads = heads,
            Times = times,
            Conditions = conditions,
            Prices = prices,
            Changes = Merge(heads, features, values),
            Values = values,
            Trades = [.. trades],
            Books = [.. books],
            Fees = [.. fees],
        };
    }

    // Puts each feature's changes to the rows at which they come.
    private static ushort[] Merge(ushort[] heads, byte[][][] features, double[][] values)
    {
        var atRows = ArrayPool<ushort>.Shared.Rent(heads.Length);
        try
        {
            Array.Clear(atRows);
            for (var feature = 0; feature < features.Length; feature++)
                Scatter(feature, features[feature], atRows.AsSpan(0, heads.Length), values[feature]);
            var changes = new List<ushort>(heads.Length);
            for (var row = 0; row < heads.Length; row++)
            {
                if (atRows[row] == 0)
                    continue;
                heads[row] |= (ushort)RowHead.Values;
                changes.Add(atRows[row]);
            }

            return [.. changes];
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(atRows);
        }
    }

    private static void Scatter(int feature, byte[][] columns, Span<ushort> atRows, double[] values)
    {
        var places = new ByteCursor(columns[KeptColumns.Places]);
        var from = new ByteCursor(columns[KeptColumns.Values]);
        var row = 0UL;
        for (var i = 0; i < values.Length; i++)
        {
            row += places.ReadUnsigned();
            if (row >= (ulong)atRows.Length)
                throw new InvalidDataException($"a value of {FeatureNames.Of((FeatureId)feature)} behind the block's last row");
            atRows[(int)row] |= (ushort)(1 << feature);
            values[i] = from.ReadDouble();
        }

        if (!places.IsAtEnd || !from.IsAtEnd)
            throw new InvalidDataException($"more places of {FeatureNames.Of((FeatureId)feature)} than values");
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
