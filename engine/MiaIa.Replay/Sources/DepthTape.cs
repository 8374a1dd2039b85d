using MiaIa.Engine.Market;
using MiaIa.SierraFiles;

namespace MiaIa.Replay.Sources;

/// <summary>
/// The records of depth files as books: only books that differ from
/// the one before in their ten best levels a side are shown, as a study would send them. The scale of their prices is their own, whatever that of
/// the trades is: each is written by a program of its own, and one may be started anew with another multiplier.
/// </summary>
internal sealed class DepthTape : IDisposable
{
    private const int RecordsARead = 4096;

    private readonly DepthRecord[] _buffer = new DepthRecord[RecordsARead];
    private readonly DepthRecord[] _behind = new DepthRecord[TimeScreen.Followers];
    private readonly DepthRecord[] _around = new DepthRecord[DepthScale.Around];
    private readonly long[] _followers = new long[TimeScreen.Followers];
    private readonly TimeScreen _times = new();
    private readonly DepthColumns _bids = new();
    private readonly DepthColumns _asks = new();
    private readonly IReadOnlyList<string> _paths;
    private readonly DepthLadder _ladder;
    private readonly DepthScale _scale;
    private RecordFile<DepthRecord>? _file;
    private int _nextPath;
    private long _nextRecord;
    private int _count;
    private int _position;

    /// <param name="paths">By date.</param>
    /// <param name="instrument">Whose prices they are.</param>
    /// <param name="multiplier">What turns a price into points; null finds out, and anew where it changes.</param>
    /// <param name="trades">The scale of files that hold no level at all.</param>
    /// <exception cref="SierraFileException">A file's prices are none of the instrument.</exception>
    internal DepthTape(IReadOnlyList<string> paths, InstrumentPrices instrument, double? multiplier, PriceScale trades)
    {
        _paths = paths;
        _scale = new DepthScale(instrument, multiplier);
        // Each is held against the instrument before anything is played: a file of another one must not be mixed in.
        PriceScale?[] scales = [.. paths.Select(path => DepthScale.Of(path, instrument, multiplier))];
        _ladder = new DepthLadder(Array.Find(scales, scale => scale is not null) ?? trades);
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

    /// <summary>Places at which a stretch in another scale begins.</summary>
    internal long ScaleChanges { get; private set; }

    /// <summary>Whether the last level that was to be applied was refused: while it goes on so, the book is not the market's.</summary>
    internal bool IsRefusing { get; private set; }

    /// <summary>Records whose time cannot be true.</summary>
    internal long Misdated { get; private set; }

    internal long Records { get; private set; }

    internal long Refused => _ladder.RefusedPrices + _ladder.UnknownCommands;

    /// <summary>Applies the next record. True when it completes a book that shows something new.</summary>
    internal bool TryApply()
    {
        ref readonly var record = ref _buffer[_position];
        if (_scale.IsStrange(_ladder.Scale, record) && _scale.ChangeAt(_ladder.Scale, FromHere()) is { } other)
        {
            _ladder.Scale = other;
            ScaleChanges++;
        }

        var refused = Refused;
        var isWhole = _ladder.Apply(record);
        if (DepthScale.IsLevel(record))
            IsRefusing = Refused > refused;
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

    // The present record and those behind it, of the same file.
    private ReadOnlySpan<DepthRecord> FromHere()
    {
        if (_count - _position >= _around.Length)
            return _buffer.AsSpan(_position, _around.Length);
        return _around.AsSpan(0, _file!.Read(_nextRecord - _count + _position, _around));
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
