using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>What one instrument knows of its options. Nothing large is allocated before a chain is listed.</summary>
internal sealed class OptionState
{
    private readonly OptionMarket _options;
    private readonly bool _ownsOptions;
    private readonly IndexValues _indices;
    private long _events;
    private long _minute;
    private long _second;
    private UnixNanos _sessionOpensAt;

    internal OptionState(ChainOptions options, double tickSizePoints, OptionMarket? shared)
    {
        if (shared is { Events: > 0 })
            throw new ArgumentException($"the option market has taken {shared.Events} events already", nameof(shared));
        Options = options;
        TickSizePoints = tickSizePoints;
        (_options, _ownsOptions) = (shared ?? new OptionMarket(), shared is null);
        _indices = _options.Indices;
        Main = _options.Serve(options.Index);
        Backup = _options.Serve(options.Backup);
        Gamma = new GammaLevels(options, tickSizePoints);
        Basis = LiveBasis;
    }

    internal ChainOptions Options { get; }

    /// <summary>The chain of the index under the future.</summary>
    internal IndexChain Main { get; }

    internal PutCallFlow MainFlow { get; } = new();

    /// <summary>The chain whose flow serves while that of <see cref="Main"/> does not.</summary>
    internal IndexChain Backup { get; }

    internal PutCallFlow BackupFlow { get; } = new();

    internal GammaLevels Gamma { get; }

    /// <summary>Of the tape that the study shows.</summary>
    internal BasisEstimate Basis { get; private set; }

    /// <summary>Of the live tape: during a replay it stands and ages.</summary>
    internal BasisEstimate LiveBasis { get; } = new();

    /// <summary>Whether the study's own label says REPLAY or SYNTHETIC: only then do such options serve.</summary>
    internal bool IsLabelled { get; private set; }

    internal double TickSizePoints { get; }

    // Each replay has a basis of its own.
    private bool IsReplayed => Basis != LiveBasis;

    internal double VolatilityPoints => _indices.PointsOf(Options.Volatility);

    /// <summary>A study attached; prices of another contract month, or of a replay, have another basis.</summary>
    internal void Attached(in MarketEvent e)
    {
        IsLabelled = e.IsLabelled;
        var isReplayed = e.Study is { IsReplay: true };
        if (isReplayed != IsReplayed)
        {
            Basis = isReplayed ? new BasisEstimate() : LiveBasis;
            MainFlow.Lose();
            BackupFlow.Lose();
        }

        if (e.IsRoll)
            Basis.RestartAtRoll();
    }

    /// <summary>The index that a price of the future stands for, in points; NaN without a basis.</summary>
    internal double SpotOf(int priceTicks) => (priceTicks * TickSizePoints) - Basis.Points;

    /// <summary>Whether values of a source may serve beside the study that is attached.</summary>
    internal bool MayServe(ChainSource source) =>
        source == ChainSource.Live ? !IsReplayed : IsLabelled && source is ChainSource.Replay or ChainSource.Synthetic;

    internal bool IsVolatilityFresh(UnixNanos now) =>
        _indices.IsFresh(Options.Volatility, now) && MayServe(_indices.SourceOf(Options.Volatility));

    /// <summary>Takes an event about options. False when it speaks of nothing that this instrument reads.</summary>
    internal bool Apply(in MarketEvent e, MarketState market, UnixNanos now, bool isBookFresh)
    {
        if (_ownsOptions)
            _options.Apply(e);
        if (_options.Events != ++_events)
            throw new InvalidOperationException($"the option market took {_options.Events} events, this instrument {_events}");
        switch (e.Payload)
        {
            case ListedChain listed when ChainOf(listed.Index) is { } chain:
                FlowOf(chain).List(chain.Chain!, now);
                if (chain == Main)
                    Gamma.List(chain);
                return true;
            case ChainChanges changes when ChainOf(changes.Index) is { Chain: not null } chain:
                var spot = SpotOf(chain, market, now);
                FlowOf(chain).Apply(chain, spot);
                if (chain == Main)
                    Gamma.SeeQuotes(changes.Quotes, spot);
                return true;
            case IndexPrint print:
                return Apply(print, market, isBookFresh);
            case FeedChange:
                return true;
            case PutCallDays days when ChainOf(days.Index) is { } chain:
                FlowOf(chain).Apply(days);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Market time has reached another second, or begins anew before one that it had reached; what is measured at a whole second or minute belongs to that moment.</summary>
    internal void Advance(MarketState market, MarketChange change)
    {
        // Of a market that catches up: that moment has been measured.
        if (market.NowSecond <= _second)
            return;
        _second = market.NowSecond;
        if ((change & MarketChange.Session) != 0 && (market.Session.OpensAt != _sessionOpensAt || market.CalendarError.Length > 0))
        {
            _sessionOpensAt = market.Session.OpensAt;
            MainFlow.BeginSession();
            BackupFlow.BeginSession();
            Gamma.Day.Begin();
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
            {
                Gamma.Fit(mark, UnixNanos.Trusted(market.NowSecond * UnixNanos.PerSecond), spot);
                Gamma.Day.Add(mark, Basis.Points, Gamma.Analytics!, market.Session, Options.Analytics.FreeChoiceCoverageMin);
            }
        }

        if (Gamma.IsFitted && spot >= 1)
            Gamma.Place(UnixNanos.Trusted(market.NowSecond * UnixNanos.PerSecond), spot, Basis.Points);
    }

    private static void Mark(IndexChain chain, PutCallFlow flow, UnixNanos now)
    {
        if (chain.Chain is { } listed)
            flow.Mark(listed, now, chain.IsFresh(chain.VolumeAt, now) && chain.Condition is FeedCondition.Unknown or FeedCondition.Up);
    }

    private IndexChain? ChainOf(IndexSymbol index) =>
        index == Main.Index ? Main
        : index == Backup.Index && index != IndexSymbol.None ? Backup
        : null;

    private PutCallFlow FlowOf(IndexChain chain) => chain == Main ? MainFlow : BackupFlow;

    /// <summary>What divides a chain's contracts into those in and those out of the money; NaN = not known.</summary>
    private double SpotOf(IndexChain chain, MarketState market, UnixNanos now)
    {
        if (chain == Main && market.Bars.LastPrice > 0 && !double.IsNaN(Basis.Points))
            return SpotOf(market.Bars.LastPrice);
        return _indices.IsFresh(chain.Index, now) ? _indices.PointsOf(chain.Index) : double.NaN;
    }

    private bool Apply(IndexPrint print, MarketState market, bool isBookFresh)
    {
        if (!_options.IsNewestPrintNews)
            return false;
        if (print.Index == Main.Index && MayServe(print.Source))
        {
            var book = market.Book;
            var isSound = isBookFresh && book.IsSound;
            Basis.SetFutureMid(isSound ? 0.5 * TickSizePoints * (book.BestBid.Price.Value + book.BestAsk.Price.Value) : double.NaN);
            Basis.OnIndexPrint(print.At, print.Points);
        }

        return print.Index == Main.Index || print.Index == Backup.Index || print.Index == Options.Volatility;
    }
}
