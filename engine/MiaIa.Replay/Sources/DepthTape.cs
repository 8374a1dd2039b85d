using MiaIa.Engine.Market;
using MiaIa.SierraFiles;
using FileLevel = MiaIa.SierraFiles.BookLevel;

namespace MiaIa.Replay.Sources;

/// <summary>
/// The records of depth files as books: only books that differ from
/// the one before in their ten best levels a side are shown, as a study would send them.
/// </summary>
internal sealed class DepthTape : IDisposable
{
    private const int RecordsARead = 4096;

    private readonly DepthRecord[] _buffer = new DepthRecord[RecordsARead];
    private readonly FileLevel[] _shown = new FileLevel[2 * BookSnapshot.LevelsMax];
    private readonly FileLevel[] _levels = new FileLevel[2 * BookSnapshot.LevelsMax];
    private readonly SideColumns _bids = new();
    private readonly SideColumns _asks = new();
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
        HasNext = TryRead();
    }

    /// <summary>The book after <see cref="TryApply"/> has answered true.</summary>
    internal BookSnapshot Book { get; } = new();

    /// <summary>Whether a record is left.</summary>
    internal bool HasNext { get; private set; }

    /// <summary>Sierra's time of the next record; only while <see cref="HasNext"/>.</summary>
    internal long NextMicros => _buffer[_position].SierraMicros;

    internal long Records { get; private set; }

    internal long Batches => _ladder.Batches;

    internal long Refused => _ladder.RefusedPrices + _ladder.UnknownCommands;

    /// <summary>Applies the next record. True when it completes a book that shows something new.</summary>
    internal bool TryApply()
    {
        var isWhole = _ladder.Apply(_buffer[_position]);
        Records++;
        if (++_position == _count)
            HasNext = TryRead();
        return isWhole && _ladder.HasBestChanged && TryShow();
    }

    public void Dispose() => _file?.Dispose();

    private bool TryShow()
    {
        var bids = _ladder.BestBids(_levels.AsSpan(0, BookSnapshot.LevelsMax));
        var asks = _ladder.BestAsks(_levels.AsSpan(BookSnapshot.LevelsMax));
        _levels.AsSpan(bids, BookSnapshot.LevelsMax - bids).Clear();
        _levels.AsSpan(BookSnapshot.LevelsMax + asks).Clear();
        if (IsShown())
            return false;
        _levels.CopyTo(_shown, 0);
        Book.TryReplace(_bids.Of(_levels.AsSpan(0, bids)), _asks.Of(_levels.AsSpan(BookSnapshot.LevelsMax, asks)));
        return true;
    }

    // By hand, because it is found to differ at one of the first levels nearly always.
    private bool IsShown()
    {
        for (var i = 0; i < _levels.Length; i++)
        {
            ref readonly var level = ref _levels[i];
            ref readonly var shown = ref _shown[i];
            if (level.Lots != shown.Lots || level.PriceTicks != shown.PriceTicks || level.Orders != shown.Orders)
                return false;
        }

        return true;
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

    // One side's columns, as the core's book takes them.
    private sealed class SideColumns
    {
        private readonly int[] _prices = new int[BookColumns.Places];
        private readonly int[] _lots = new int[BookColumns.Places];
        private readonly int[] _orders = new int[BookColumns.Places];

        internal BookColumns Of(ReadOnlySpan<FileLevel> levels)
        {
            for (var i = 0; i < levels.Length; i++)
            {
                _prices[i] = levels[i].PriceTicks;
                // Sizes above what the core accepts exist only in damaged files; there the largest accepted one stands.
                _lots[i] = (int)Math.Min(levels[i].Lots, Contracts.MaxValue);
                _orders[i] = levels[i].Orders;
            }

            return new(_prices, _lots, _orders, levels.Length);
        }
    }
}
