using MiaIa.Engine.Market;
using MiaIa.SierraFiles;
using PrintGroup = MiaIa.Engine.Market.PrintGroup;

namespace MiaIa.Replay.Sources;

/// <summary>The trades of a <c>.scid</c> file between two moments as events of the core, in the order of the file.</summary>
internal sealed class TradeTape : IDisposable
{
    private readonly RecordFile<ScidRecord> _file;
    private readonly TradeScreen _screen;
    private readonly long _fromMicros;
    private readonly long _toMicros;
    private long _refused;

    /// <exception cref="SierraFileException">There is no trade from the first moment on, or no scale fits the prices.</exception>
    internal TradeTape(RecordFile<ScidRecord> file, InstrumentPrices instrument, double? multiplier, long fromMicros, long toMicros)
    {
        _file = file;
        (_fromMicros, _toMicros) = (fromMicros, toMicros);
        First = TradeScreen.Before(file, fromMicros);
        _screen = new TradeScreen(file, instrument, multiplier, First);
        MoveNext();
    }

    /// <summary>Whether a trade is left.</summary>
    internal bool HasNext { get; private set; }

    /// <summary>Sierra's time of the next trade; only while <see cref="HasNext"/>.</summary>
    internal long NextMicros => _screen.Record.SierraMicros;

    /// <summary>Number of the record that it began with.</summary>
    internal long First { get; }

    /// <summary>How prices become ticks at the present place.</summary>
    internal PriceScale Scale => _screen.Scale;

    /// <inheritdoc cref="TradeScreen.Position"/>
    internal long Position => _screen.Position;

    /// <inheritdoc cref="TradeScreen.QuoteOnly"/>
    internal long QuoteOnly => _screen.QuoteOnly;

    /// <inheritdoc cref="TradeScreen.Refused"/>
    internal long Refused => _screen.Refused + _refused;

    /// <inheritdoc cref="TradeScreen.MisdatedRecords"/>
    internal long Misdated => _screen.MisdatedRecords;

    /// <inheritdoc cref="TradeScreen.OffScaleRecords"/>
    internal long OffScale => _screen.OffScaleRecords;

    /// <inheritdoc cref="TradeScreen.RepeatedRecords"/>
    internal long Repeated => _screen.RepeatedRecords;

    /// <inheritdoc cref="TradeScreen.ScaleChanges"/>
    internal long ScaleChanges => _screen.ScaleChanges;

    /// <summary>The next trade; <see cref="MoveNext"/> goes on behind it.</summary>
    internal MarketEvent Event(UnixNanos observed, UnixNanos received)
    {
        ref readonly var record = ref _screen.Record;
        return MarketEvent.Trade(
            observed,
            received,
            PriceTicks.Trusted(_screen.PriceTicks),
            Contracts.Trusted((int)record.TotalVolume),
            record.AskVolume > 0 ? Aggressor.Buy : Aggressor.Sell,
            (PrintGroup)(byte)record.Group,
            Quote(record.Low),
            Quote(record.High)
        );
    }

    internal void MoveNext()
    {
        HasNext = false;
        while (!HasNext && _screen.TryNext() && _screen.Record.SierraMicros < _toMicros)
        {
            if (_screen.Record.SierraMicros < _fromMicros)
                continue;
            HasNext = _screen.Record.TotalVolume <= Contracts.MaxValue && _screen.PriceTicks <= PriceTicks.MaxValue;
            _refused += HasNext ? 0 : 1;
        }
    }

    public void Dispose() => _file.Dispose();

    private PriceTicks Quote(float price) =>
        Scale.TryTicks(price, out var ticks) && ticks <= PriceTicks.MaxValue ? PriceTicks.Trusted(ticks) : default;
}
