using MiaIa.Engine.Market;
using MiaIa.SierraFiles;

namespace MiaIa.Replay.Sources;

/// <summary>
/// The records of depth files as books: only books that differ from
/// the one before in their ten best levels a side are shown, as a study would send them.
/// </summary>
internal sealed class DepthTape : IDisposable
{
    private const int RecordsARead = 4096;

    private readonly DepthRecord[] _buffer = new DepthRecord[RecordsARead];
    private readonly DepthRecord[] _behind = new DepthRecord[TimeScreen.Followers];
    private readonly long[] _followers = new long[TimeScreen.Followers];
    private readonly TimeScreen _times = new();
    private readonly DepthColumns _bids = new();
    private readonly DepthColumns _asks = new();
    private readonly IReadOnlyList<string> _paths;
    private readonly DepthLadder _ladder;
    private RecordFile<DepthRecord>? _file;
    private int _nextPath;
    private long _nextRecord;
    private int _count;
    private int _position;

    internal DepthTape(IReadOnlyList<string> paths, PriceScale scale)
    {
        _paths = paths;
        _ladder = new DepthLadder(scale);
        MoveTo(0);
    }

    /// <summary>The book after <see cref="TryApply"/> has answered true.</summary>
    internal BookSnapshot Book { get; } = new();

    /// <summary>Whether a record is left.</summary>
    internal bool HasNext { get; private set; }

    /// <summary>
    /// Sierra's time of the next record; only while <see cref="HasNext"/>. A record whose time cannot be true counts as of the one before:
    /// without what it changes the book would be wrong from there on.
    /// </summary>
    internal long NextMicros { get; private set; }

    /// <summary>How prices become ticks from here on.</summary>
    internal PriceScale Scale
    {
        set => _ladder.Scale = value;
    }

    /// <summary>Records whose time cannot be true.</summary>
    internal long Misdated { get; private set; }

    internal long Records { get; private set; }

    internal long Refused => _ladder.RefusedPrices + _ladder.UnknownCommands;

    /// <summary>Applies the next record. True when it completes a book that shows something new.</summary>
    internal bool TryApply()
    {
        var isWhole = _ladder.Apply(_buffer[_position]);
        Records++;
        MoveTo(_position + 1);
        return isWhole && TryShow();
    }

    public void Dispose() => _file?.Dispose();

    // Only a side that has changed is copied; what changed and changed back inside a batch shows nothing new.
    private bool TryShow()
    {
        var isNew = _ladder.HasBestBidsChanged && _bids.TryTake(_ladder.BestBids(_bids.Prices, _bids.Lots, _bids.Orders));
        isNew |= _ladder.HasBestAsksChanged && _asks.TryTake(_ladder.BestAsks(_asks.Prices, _asks.Lots, _asks.Orders));
        if (isNew)
            Book.TryReplace(_bids.Shown, _asks.Shown);
        return isNew;
    }

    private void MoveTo(int position)
    {
        _position = position;
        HasNext = position < _count || TryRead();
        if (!HasNext)
            return;
        var micros = _buffer[_position].SierraMicros;
        if (!_times.IsPlain(micros) && _times.IsMisdated(micros, Followers()))
        {
            Misdated++;
            // Before the first right one there is none to go by: its own time is as early as any.
            NextMicros = Math.Max(_times.Newest, 0);
            return;
        }

        _times.Accept(micros);
        NextMicros = micros;
    }

    // Those of the same file alone: the next day's begins where this one ends.
    private ReadOnlySpan<long> Followers()
    {
        var count = _file!.Read(_nextRecord - _count + _position + 1, _behind);
        for (var i = 0; i < count; i++)
            _followers[i] = _behind[i].SierraMicros;
        return _followers.AsSpan(0, count);
    }

    private bool TryRead()
    {
        _position = 0;
        while (true)
        {
            _count = _file?.Read(_nextRecord, _buffer) ?? 0;
            _nextRecord += _count;
            if (_count > 0)
                return true;
            if (_nextPath == _paths.Count)
                return false;
            _file?.Dispose();
            _file = SierraFormats.Depth.Open(_paths[_nextPath++]);
            _nextRecord = 0;
        }
    }
}
