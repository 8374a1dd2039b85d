using System.Globalization;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.SierraFiles;
using MiaIa.V1;

namespace MiaIa.Replay.Sources;

/// <summary>
/// A <c>.scid</c> file, and the depth that belongs to it, in the order of market time; at one time depth before trades. Local time is
/// market time, and the study's heartbeat comes every second, so that a pause of the tape is not a silent feed. Where the depth ends
/// before the trades do, or no record of it can be taken any more, the book is taken back after a minute: it must not pass for today's.
/// </summary>
public sealed class SierraSource : IReplaySource
{
    private const long MicrosASecond = 1_000_000;
    private const long MicrosATick = MicrosASecond / 10;
    private const long BookKeptMicros = 60 * MicrosASecond;
    private const ulong Epoch = 1;
    private const int EventsAProgress = 1 << 15;
    private const int SecondsAProgress = 1 << 12;

    private readonly TradeTape _trades;
    private readonly DepthTape? _depth;
    private readonly InstrumentEngine _instrument;
    private readonly long _records;
    private readonly long _toMicros;
    private readonly long _stepMicros;
    private readonly Hello? _study;
    private long _nextStep;
    private long _lastDepthMicros;
    private int _untilProgress = EventsAProgress;

    private SierraSource(EngineState step, string title, TradeTape trades, DepthTape? depth, long records, SierraSelection selection)
    {
        Cores = step;
        Title = title;
        _trades = trades;
        _depth = depth;
        _instrument = step.Instruments[0];
        _records = Math.Max(1, records - trades.First);
        _toMicros = Micros(selection.ToUnixMicros, long.MaxValue);
        _study = selection.Study;
        _stepMicros = _study is null ? MicrosASecond : MicrosATick;
    }

    private FrozenChain? Chain { get; init; }

    /// <inheritdoc/>
    public EngineState Cores { get; }

    /// <inheritdoc/>
    public string Title { get; }

    /// <inheritdoc/>
    public IEnumerable<string> Notes
    {
        get
        {
            if (_trades.Refused > 0)
                yield return $"{Records(_trades.Refused)} of the trades {Verb(_trades.Refused, "is", "are")} no single trade or {Verb(_trades.Refused, "has", "have")} a price off the tick; left out";
            if (_trades.Misdated > 0)
                yield return $"{Records(_trades.Misdated)} of the trades {Verb(_trades.Misdated, "has", "have")} a time that cannot be true; quarantined";
            if (_trades.OffScale > 0)
                yield return $"{Records(_trades.OffScale)} of the trades {Verb(_trades.OffScale, "has", "have")} a price that cannot be true; quarantined";
            if (_trades.Repeated > 0)
                yield return $"{_trades.Repeated} records of the trades stand a second time in the file, in stretches of ten and more; left out";
            if (_depth is null)
                yield return "no depth: the book's feature is not ready, and no signal can be born";
            else if (_depth.Refused > 0)
                yield return $"{Records(_depth.Refused)} of the depth {Verb(_depth.Refused, "has", "have")} an unknown command, or a price off the tick or out of range; left out";
            if (_trades.ScaleChanges > 0)
                yield return $"{Counted.Of(_trades.ScaleChanges, "change")} of scale in the prices of the trades; each stretch is taken by its own";
            if (_depth is { ScaleChanges: > 0 })
                yield return $"{Counted.Of(_depth.ScaleChanges, "change")} of scale in the prices of the depth; each stretch is taken by its own";
            if (_depth is { Misdated: > 0 })
                yield return $"{Records(_depth.Misdated)} of the depth {Verb(_depth.Misdated, "has", "have")} a time that cannot be true; taken as of the one before";
            if (_instrument.Core.Counters.ObservedClamped > 0)
                yield return $"{_instrument.Core.Counters.ObservedClamped} events were older than the one before; taken as of now";
        }
    }

    private static string Records(long count) => Counted.Of(count, "record");

    private static string Verb(long count, string ofOne, string ofMany) => count == 1 ? ofOne : ofMany;

    /// <summary>Opens the files and looks at their first prices.</summary>
    /// <exception cref="ReplayException">They cannot be played; the message says why.</exception>
    public static SierraSource Open(SierraSelection selection, IDecisionSink sink)
    {
        ArgumentNullException.ThrowIfNull(selection);
        RecordFile<ScidRecord>? scid = null;
        try
        {
            var prices = Prices(selection);
            var step = CoreOf(selection, prices.Instrument, sink);
            scid = SierraFormats.Scid.Open(selection.ScidPath);
            scid.EndAfter(selection.RecordsMax ?? scid.Count);
            var from = Micros(selection.FromUnixMicros, long.MinValue);
            var to = Micros(selection.ToUnixMicros, long.MaxValue);
            var trades = new TradeTape(scid, prices, selection.PriceMultiplier, from, to);
            if (!trades.HasNext)
            {
                throw new ReplayException(
                    $"{selection.ScidPath}: no trade in the part that is asked for (of {scid.Count} records {trades.Refused} are no single trade, {trades.QuoteOnly} quotes only, {trades.Misdated + trades.OffScale} cannot be true)"
                );
            }

            var depth =
                selection.DepthPaths.Count == 0
                    ? null
                    : new DepthTape(selection.DepthPaths, prices, selection.PriceMultiplier, trades.Scale);
            return new(step, TitleOf(selection, trades.Scale), trades, depth, scid.Count, selection)
            {
                Chain = selection.ChainPath is null ? null : new FrozenChain(step, selection),
            };
        }
        catch (Exception e)
        {
            scid?.Dispose();
            if (e is IOException or UnauthorizedAccessException)
                throw new ReplayException(e.Message, e);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Play(IReplayListener listener, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(listener);
        var first = _trades.NextMicros;
        var hasBook = BuildBook(first);
        _nextStep = ((first / MicrosASecond) + 1) * MicrosASecond;
        var start = At(first);
        Attach(start, isContinuation: false);
        Chain?.Begin(start);
        if (hasBook)
            _instrument.Process(MarketEvent.BookChanged(start, start, _depth!.Book));
        while (_trades.HasNext)
        {
            var isDepth = _depth is { HasNext: true } && _depth.NextMicros <= _trades.NextMicros;
            var micros = isDepth ? _depth!.NextMicros : _trades.NextMicros;
            if (micros >= _nextStep)
                Beat(micros, listener, cancellation);
            var at = At(micros);
            if (!isDepth)
            {
                _instrument.Process(_trades.Event(at, at));
                _trades.MoveNext();
            }
            else
            {
                var isNew = _depth!.TryApply();
                if (!_depth.IsRefusing)
                    _lastDepthMicros = micros;
                if (isNew)
                    _instrument.Process(MarketEvent.BookChanged(at, at, _depth.Book));
            }

            if (--_untilProgress == 0)
                Progress(listener, cancellation);
        }

        FinishDepth(listener, cancellation);
        Progress(listener, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _trades.Dispose();
        _depth?.Dispose();
    }

    private static long Micros(long? unixMicros, long otherwise) => unixMicros is { } given ? SierraTime.FromUnixMicros(given) : otherwise;

    private static UnixNanos At(long sierraMicros) => UnixNanos.Trusted(SierraTime.ToUnixNanos(sierraMicros));

    private static InstrumentPrices Prices(SierraSelection selection) =>
        (selection.Instrument is { } named ? InstrumentPrices.OfSymbol(named) : InstrumentPrices.OfFile(selection.ScidPath))
        ?? throw new ReplayException(
            $"{selection.ScidPath}: {(selection.Instrument is { } given ? $"'{given}'" : "the symbol in the file's name")} is not one of ES, MES, NQ, MNQ; give the instrument"
        );

    private static EngineState CoreOf(SierraSelection selection, string instrument, IDecisionSink sink)
    {
        var options =
            selection.Options.Instruments.FirstOrDefault(o => o.Name.Equals(instrument, StringComparison.OrdinalIgnoreCase))
            ?? throw new ReplayException($"{selection.ScidPath}: the settings have no instrument {instrument}");
        var state = new EngineState(selection.Options with { Instruments = [options] }, selection.FirstSignalId, sink);
        if (selection.Carry is { } carry)
        {
            state.Load(carry, selection.FromUnixMicros is { } from ? UnixNanos.PerMicro * from : 0);
            if (state.CarryFaults is { Count: > 0 } faults)
                throw new ReplayException($"{selection.ScidPath}: what the days before left does not fit: {string.Join("; ", faults)}");
        }

        return state;
    }

    private static string TitleOf(SierraSelection selection, PriceScale scale) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(selection.ScidPath)} as {scale.Instrument.Instrument}, prices ×{scale.Multiplier}, {(selection.DepthPaths.Count == 0 ? "no depth" : string.Join(", ", selection.DepthPaths.Select(Path.GetFileName)))}"
        );

    // Depth before the first trade only builds the book, which stands when the trade comes: a day's file begins at midnight.
    private bool BuildBook(long firstMicros)
    {
        var hasBook = false;
        while (_depth is { HasNext: true } && _depth.NextMicros < firstMicros)
        {
            _lastDepthMicros = _depth.NextMicros;
            hasBook |= _depth.TryApply();
        }

        return hasBook;
    }

    // The study's heartbeats up to a moment, and the clock's ticks where somebody trades.
    private void Beat(long micros, IReplayListener listener, CancellationToken cancellation)
    {
        for (; _nextStep <= micros; _nextStep += _stepMicros)
        {
            var at = At(_nextStep);
            if (_study is not null)
                Cores.Tick(at.Value);
            if (_nextStep % MicrosASecond != 0)
                continue;
            var isOver = _depth is { HasNext: false } or { IsRefusing: true };
            if (isOver && _lastDepthMicros != 0 && _nextStep - _lastDepthMicros > BookKeptMicros)
                LoseBook(at);
            Chain?.EachSecond(at);
            _instrument.Process(MarketEvent.Heartbeat(at, at));
            listener.Looked(_instrument);
            // A tape may pause for months, and the operator need not wait for their end.
            if (_nextStep / MicrosASecond % SecondsAProgress == 0)
                Progress(listener, cancellation);
        }
    }

    private void LoseBook(UnixNanos at)
    {
        _lastDepthMicros = 0;
        if (_study is null)
            _instrument.Process(MarketEvent.StudyDetached(at));
        else
            Cores.Detach(Epoch, at.Value);
        Attach(at, isContinuation: true);
    }

    private void Attach(UnixNanos at, bool isContinuation)
    {
        if (_study is null)
            _instrument.Process(MarketEvent.StudyAttached(at, isContinuation));
        else
            Cores.Attach(Epoch, _study, at.Value);
    }

    // Depth behind the last trade still belongs to the session, up to its own last second.
    private void FinishDepth(IReplayListener listener, CancellationToken cancellation)
    {
        var last = _nextStep;
        while (_depth is { HasNext: true } && _depth.NextMicros < Math.Min(last + BookKeptMicros, _toMicros))
        {
            var micros = _depth.NextMicros;
            if (micros >= _nextStep)
                Beat(micros, listener, cancellation);
            _lastDepthMicros = micros;
            if (_depth.TryApply())
                _instrument.Process(MarketEvent.BookChanged(At(micros), At(micros), _depth.Book));
        }

        var end = (_nextStep + MicrosASecond - 1) / MicrosASecond;
        Beat(end * MicrosASecond, listener, cancellation);
    }

    private void Progress(IReplayListener listener, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _untilProgress = EventsAProgress;
        var counters = _instrument.Core.Counters;
        var fraction = _trades.HasNext ? (_trades.Position - _trades.First) / (double)_records : 1;
        listener.Progressed(
            new ReplayProgress(fraction, _instrument.Core.Now.Micros, counters.TradeRecords, counters.DepthSnapshots, counters.Events)
        );
    }
}
