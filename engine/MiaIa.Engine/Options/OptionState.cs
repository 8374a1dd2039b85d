using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>What one instrument knows of its options. Nothing large is allocated before a chain is listed.</summary>
internal sealed class OptionState
{
    private readonly IndexValues _indices = new();
    private long _minute;

    internal OptionState(ChainOptions options, double tickSizePoints)
    {
        Options = options;
        TickSizePoints = tickSizePoints;
        Main = new ChainBoard(options.Index);
        Backup = new ChainBoard(options.Backup);
        Gamma = new GammaLevels(options, tickSizePoints);
    }

    internal ChainOptions Options { get; }

    /// <summary>The chain of the index under the future.</summary>
    internal ChainBoard Main { get; }

    internal PutCallFlow MainFlow { get; } = new();

    /// <summary>The chain whose flow serves while that of <see cref="Main"/> does not.</summary>
    internal ChainBoard Backup { get; }

    internal PutCallFlow BackupFlow { get; } = new();

    internal GammaLevels Gamma { get; }

    internal BasisEstimate Basis { get; } = new();

    /// <summary>Whether the study's own label says REPLAY or SYNTHETIC: only then do such options serve.</summary>
    internal bool IsLabelled { get; private set; }

    /// <summary>Prints that were older than the one before and were left out.</summary>
    internal long PrintsOld { get; private set; }

    internal double TickSizePoints { get; }

    internal double VolatilityPoints => _indices.PointsOf(Options.Volatility);

    /// <summary>A study attached; another contract month has another basis.</summary>
    internal void Attached(bool isRoll, bool isLabelled)
    {
        IsLabelled = isLabelled;
        if (isRoll)
            Basis.RestartAtRoll();
    }

    /// <summary>The index that a price of the future stands for, in points; NaN without a basis.</summary>
    internal double SpotOf(int priceTicks) => (priceTicks * TickSizePoints) - Basis.Points;

    /// <summary>Whether values of a source may serve beside the study that is attached.</summary>
    internal bool MayServe(ChainSource source) =>
        source == ChainSource.Live || (IsLabelled && source is ChainSource.Replay or ChainSource.Synthetic);

    internal bool IsVolatilityFresh(UnixNanos now) =>
        _indices.IsFresh(Options.Volatility, now) && MayServe(_indices.SourceOf(Options.Volatility));

    /// <summary>Takes an event about options. False when it speaks of nothing that this instrument reads.</summary>
    internal bool Apply(in MarketEvent e, MarketState market, UnixNanos now, bool isBookFresh)
    {
        switch (e.Payload)
        {
            case ListedChain listed when BoardOf(listed.Index) is { } board:
                board.List(listed);
                FlowOf(board).List(board.Chain!, now);
                if (board == Main)
                    Gamma.List(board);
                return true;
            case ChainChanges changes when BoardOf(changes.Index) is { Chain: not null } board:
                board.Apply(changes, FlowOf(board), SpotOf(board, market, now));
                return true;
            case IndexPrint print:
                return Apply(print, market, isBookFresh);
            case FeedChange feed:
                return Apply(feed);
            case PutCallDays days when BoardOf(days.Index) is { } board:
                FlowOf(board).Apply(days);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Market time has reached another second; what is measured at a whole second or minute belongs to that moment.</summary>
    internal void Advance(MarketState market, MarketChange change)
    {
        if ((change & MarketChange.Session) != 0)
        {
            MainFlow.BeginSession();
            BackupFlow.BeginSession();
        }

        MainFlow.Advance(market.NowSecond);
        BackupFlow.Advance(market.NowSecond);
        var spot = SpotOf(market.Bars.LastPrice);
        var minute = market.NowSecond / 60;
        if (minute != _minute)
        {
            _minute = minute;
            var mark = UnixNanos.Trusted(minute * UnixNanos.PerMinute);
            Mark(Main, MainFlow, mark);
            Mark(Backup, BackupFlow, mark);
            if (Main.Chain is not null && spot >= 1)
                Gamma.Fit(mark, spot);
        }

        if (Gamma.IsFitted && spot >= 1)
            Gamma.Place(UnixNanos.Trusted(market.NowSecond * UnixNanos.PerSecond), spot, Basis.Points);
    }

    private static void Mark(ChainBoard board, PutCallFlow flow, UnixNanos now)
    {
        if (board.Chain is not null)
            flow.Mark(board.Chain, now, board.IsFresh(board.VolumeAt, now) && board.Condition is FeedCondition.Unknown or FeedCondition.Up);
    }

    private ChainBoard? BoardOf(IndexSymbol index) =>
        index == Main.Index ? Main
        : index == Backup.Index && index != IndexSymbol.None ? Backup
        : null;

    private PutCallFlow FlowOf(ChainBoard board) => board == Main ? MainFlow : BackupFlow;

    /// <summary>What divides a chain's contracts into those in and those out of the money; NaN = not known.</summary>
    private double SpotOf(ChainBoard board, MarketState market, UnixNanos now)
    {
        if (board == Main && market.Bars.LastPrice > 0 && !double.IsNaN(Basis.Points))
            return SpotOf(market.Bars.LastPrice);
        return _indices.IsFresh(board.Index, now) ? _indices.PointsOf(board.Index) : double.NaN;
    }

    private bool Apply(IndexPrint print, MarketState market, bool isBookFresh)
    {
        if (!_indices.Apply(print))
        {
            PrintsOld++;
            return false;
        }

        if (print.Index == Main.Index && MayServe(print.Source))
        {
            var book = market.Book;
            var isSound = isBookFresh && book.IsSound;
            Basis.SetFutureMid(isSound ? 0.5 * TickSizePoints * (book.BestBid.Price.Value + book.BestAsk.Price.Value) : double.NaN);
            Basis.OnIndexPrint(print.At, print.Points);
        }

        return print.Index == Main.Index || print.Index == Backup.Index || print.Index == Options.Volatility;
    }

    private bool Apply(FeedChange feed)
    {
        for (var index = IndexSymbol.Spx; index <= IndexSymbol.Vxn; index++)
        {
            if (feed.Index != IndexSymbol.None && feed.Index != index)
                continue;
            _indices.Set(index, feed.Condition);
            if (BoardOf(index) is { } board)
                board.Condition = feed.Condition;
        }

        return true;
    }
}
