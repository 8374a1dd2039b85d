using MiaIa.Engine.Market;
using MiaIa.SierraFiles;
using PrintGroup = MiaIa.Engine.Market.PrintGroup;

namespace MiaIa.Replay.Sources;

/// <summary>The records of a <c>.scid</c> file as trades, in the order of the file. What is no single trade is left out and counted.</summary>
internal sealed class TradeTape : IDisposable
{
    private const int RecordsARead = 4096;

    private readonly ScidRecord[] _buffer = new ScidRecord[RecordsARead];
    private readonly RecordFile<ScidRecord> _file;
    private readonly PriceScale _scale;
    private readonly long _toMicros;
    private long _nextRecord;
    private int _count;
    private int _position;
    private int _price;
    private int _lots;

    internal TradeTape(RecordFile<ScidRecord> file, PriceScale scale, long fromMicros, long toMicros)
    {
        _file = file;
        _scale = scale;
        _toMicros = toMicros;
        _nextRecord = FirstAt(fromMicros);
        First = _nextRecord;
        HasNext = TryAdvance();
    }

    /// <summary>Whether a trade is left.</summary>
    internal bool HasNext { get; private set; }

    /// <summary>Sierra's time of the next trade; only while <see cref="HasNext"/>.</summary>
    internal long NextMicros => _buffer[_position].SierraMicros;

    /// <summary>Number of the record that it began with.</summary>
    internal long First { get; }

    /// <summary>Records read so far, from the file's first on.</summary>
    internal long Position => _nextRecord - _count + _position;

    internal long QuoteOnly { get; private set; }

    internal long Refused { get; private set; }

    /// <summary>The next trade; <see cref="MoveNext"/> goes on behind it.</summary>
    internal MarketEvent Event(UnixNanos observed, UnixNanos received)
    {
        ref readonly var record = ref _buffer[_position];
        return MarketEvent.Trade(
            observed,
            received,
            PriceTicks.Trusted(_price),
            Contracts.Trusted(_lots),
            record.AskVolume > 0 ? Aggressor.Buy : Aggressor.Sell,
            (PrintGroup)(byte)record.Group,
            Quote(record.Low),
            Quote(record.High)
        );
    }

    internal void MoveNext()
    {
        _position++;
        HasNext = TryAdvance();
    }

    public void Dispose() => _file.Dispose();

    // Moves to the next record that is a trade, from the present place on.
    private bool TryAdvance()
    {
        while (true)
        {
            if (_position == _count)
            {
                _count = _file.Read(_nextRecord, _buffer);
                _nextRecord += _count;
                _position = 0;
                if (_count == 0)
                    return false;
            }

            ref readonly var record = ref _buffer[_position];
            if (record.SierraMicros >= _toMicros)
                return false;
            if (record.IsQuoteOnly)
                QuoteOnly++;
            else if (IsTrade(record))
                return true;
            else
                Refused++;
            _position++;
        }
    }

    private bool IsTrade(in ScidRecord record)
    {
        if (
            !record.IsSingleTrade
            || record.Side == TradeSide.None
            || record.TotalVolume > Contracts.MaxValue
            || !_scale.TryTicks(record.Close, out _price)
            || _price > PriceTicks.MaxValue
        )
        {
            return false;
        }

        _lots = (int)record.TotalVolume;
        return true;
    }

    private PriceTicks Quote(float price) => _scale.TryTicks(price, out var ticks) ? PriceTicks.Trusted(ticks) : default;

    // The first record at or after a moment; the file is in the order of time but for milliseconds.
    private long FirstAt(long micros)
    {
        var one = new ScidRecord[1];
        var (low, high) = (0L, _file.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            _file.Read(middle, one);
            if (one[0].SierraMicros < micros)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
