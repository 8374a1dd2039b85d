using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Evidence.Kept;

/// <summary>
/// Looks on at a core and keeps what its signals and whoever trades them on paper are made from: every change of a reading, every moment of market
/// time, every trade and book. Beside it, what stood at each whole second. Each part is written as if it were the only one.
/// </summary>
internal sealed class KeptWriter : IStepWatcher, IDisposable
{
    /// <summary>Rows of a block.</summary>
    internal const int BlockRows = 1 << 15;

    // A fee, the book that stood, and the event itself.
    private const int RowsAStepMax = 3;

    private readonly SecondGridBuilder _seconds = new();
    private readonly TapeWriter? _tape;
    private readonly FeatureWriter?[] _features = new FeatureWriter?[FeatureNames.Count];
    private readonly double[] _values = new double[FeatureNames.Count];
    private int _feeCents = -1;
    private int _rows;
    private bool _hasBegun;
    private long _historyKnown;

    /// <param name="parts">Those that are kept, a bit each.</param>
    /// <param name="keys">One a part.</param>
    /// <param name="rowsOf">Where a part's rows go.</param>
    internal KeptWriter(int parts, IReadOnlyList<string> keys, Func<int, Stream> rowsOf)
    {
        Array.Fill(_values, double.NaN);
        foreach (var part in KeptParts.In(parts))
        {
            if (part == KeptParts.Tape)
                _tape = new TapeWriter(rowsOf(part), keys[part]);
            else
                _features[part] = new FeatureWriter(rowsOf(part), keys[part]);
        }
    }

    /// <inheritdoc/>
    public void Stepped(EngineCore core, in MarketEvent e)
    {
        if (_rows > BlockRows - RowsAStepMax)
            Flush();
        // History that was known is not taken, and nobody who trades on paper sees it.
        var isKnown = _hasBegun && core.Counters.HistoryKnown != _historyKnown;
        _historyKnown = core.Counters.HistoryKnown;
        if (core.Now.Value > 0)
            _seconds.Reach(core.Now.Value, _values, _tape?.Conditions ?? SignalConditions.None, _tape?.Price ?? 0);
        // Another trade date may bring another fee, and it is in force before anything of the event is.
        var fee = core.Options.OfAccount().Fees.CentsOn(core.Trading.Account.TradeDate);
        if (fee != _feeCents)
        {
            _feeCents = fee;
            _tape?.Fee(fee);
            _rows++;
        }

        if (!_hasBegun)
            Begin(core);
        var item = isKnown ? TapeItem.Nothing : ItemOf(core, e);
        _tape?.Event(core, item, e);
        See(core, item, e);
        for (var i = 0; i < _features.Length; i++)
        {
            if (_features[i] is not { } feature)
                continue;
            feature.Take(_rows, core.Score.ValueOf((FeatureId)i));
            _values[i] = feature.Value;
        }

        _rows++;
    }

    /// <summary>Nothing follows: writes what is left.</summary>
    /// <returns>The seconds; of a part that is not kept they say nothing.</returns>
    internal SecondGrid Finish()
    {
        Flush();
        _tape?.Finish();
        foreach (var feature in _features)
            feature?.Finish();
        return _seconds.Finish(_values, _tape?.Conditions ?? SignalConditions.None, _tape?.Price ?? 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tape?.Dispose();
        foreach (var feature in _features)
            feature?.Dispose();
    }

    private static TapeItem ItemOf(EngineCore core, in MarketEvent e) =>
        e.Kind switch
        {
            MarketEventKind.Trade => TapeItem.Trade,
            MarketEventKind.Book => TapeItem.Book,
            MarketEventKind.StudyDetached => TapeItem.BookLost,
            MarketEventKind.Gap => TapeItem.TapeBroken,
            MarketEventKind.Clock when core.Trading.MustBeFlatAt(e.ReceivedAt) => TapeItem.Close,
            _ => TapeItem.Nothing,
        };

    // What stood before anything was kept.
    private void Begin(EngineCore core)
    {
        _hasBegun = true;
        if (core.Book.BidCount + core.Book.AskCount == 0)
            return;
        _tape?.Begin(core.Book);
        Quoted(core.Book);
        _rows++;
    }

    private void See(EngineCore core, TapeItem item, in MarketEvent e)
    {
        if (item == TapeItem.Trade)
            _seconds.Traded(e.Price.Value);
        else if (item == TapeItem.Book)
            Quoted(core.Book);
        else if (item == TapeItem.BookLost)
            _seconds.Quoted(0, 0);
    }

    private void Quoted(BookSnapshot book) =>
        _seconds.Quoted(book.IsSound ? book.BestBid.Price.Value : 0, book.IsSound ? book.BestAsk.Price.Value : 0);

    private void Flush()
    {
        if (_rows == 0)
            return;
        _tape?.Flush(_rows);
        foreach (var feature in _features)
            feature?.Flush(_rows);
        _rows = 0;
    }
}
