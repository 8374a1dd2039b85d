namespace MiaIa.Engine.Market;

/// <summary>
/// What the core knows of the market now. Time is advanced first, then the event is applied: whatever is measured at a whole
/// second or minute has seen the events before it and none at it.
/// </summary>
internal sealed class MarketState
{
    private const int MillisPerSecond = 1_000;
    private const long MillisPerDay = 86_400_000;

    private readonly SessionCalendar _calendar;
    private readonly ParentTrades _parents = new();
    private long _nextChangeMillis;
    private long _sessionEndsMillis;
    private long _regularOpensMillis = long.MaxValue;
    private long _closesMillis;

    internal MarketState(SessionCalendar calendar)
    {
        _calendar = calendar;
        VwapTrail = new(Globex, Regular);
    }

    internal TapeWindow Tape { get; } = new();

    internal MinuteBars Bars { get; } = new();

    internal Timeframes Timeframes { get; } = new();

    /// <summary>Volume at price by side of the minute bars.</summary>
    internal Footprint Footprint { get; } = new();

    /// <summary>Volume at price of the trading day.</summary>
    internal VolumeProfile Profile { get; } = new();

    /// <summary>The print that the newest trade belongs to.</summary>
    internal PrintTape Prints { get; } = new();

    /// <summary>Anchored at the Globex open of the trading day.</summary>
    internal AnchoredVwap Globex { get; } = new();

    /// <summary>Anchored at the regular open of the trading day.</summary>
    internal AnchoredVwap Regular { get; } = new();

    /// <summary>Where the VWAP of the session stood at each bar.</summary>
    internal VwapTrail VwapTrail { get; }

    internal BookSnapshot Book { get; } = new();

    /// <summary>What other studies on the chart say, by the trader's names.</summary>
    internal StudyValueTable StudyValues { get; } = new();

    /// <summary>The trading day; the default while <see cref="CalendarError"/> says why it is not known.</summary>
    internal TradingSession Session { get; private set; }

    internal string CalendarError { get; private set; } = "no market time yet";

    /// <summary>The Globex open of the trading day before; the default when the calendar does not know it.</summary>
    internal UnixNanos PreviousOpensAt { get; private set; }

    /// <summary>The calendar knows the day and the futures trade now.</summary>
    internal bool IsOpen => NowMillis < _closesMillis;

    internal long NowMillis { get; private set; }

    /// <summary>The whole second that market time is in.</summary>
    internal long NowSecond { get; private set; }

    internal long Trades => _parents.Count;

    internal ParentOrder NewestParent => _parents.Newest;

    internal UnixNanos LastTradeAt { get; private set; }

    internal UnixNanos LastBookAt { get; private set; }

    /// <summary>Moves market time forward, never back, and says what that changed.</summary>
    internal MarketChange Advance(long millis)
    {
        NowMillis = millis;
        if (millis < _nextChangeMillis)
            return MarketChange.None;
        var change = MarketChange.None;
        if (millis >= Tape.NextLeavesAt)
        {
            Tape.Advance(millis);
            change |= MarketChange.Window;
        }

        if (millis >= (NowSecond + 1) * MillisPerSecond)
            change |= AdvanceSecond(millis);
        _nextChangeMillis = Math.Min(Tape.NextLeavesAt, (NowSecond + 1) * MillisPerSecond);
        return change;
    }

    internal void Trade(in MarketEvent e, UnixNanos now)
    {
        var price = e.Price.Value;
        var lots = e.Volume.Value;
        var isBuy = e.Aggressor == Aggressor.Buy;
        _parents.Add(NowMillis, price, lots, isBuy, e.Group);
        Bars.Add(NowMillis, price, lots, isBuy);
        Footprint.Add(price, lots, isBuy);
        Prints.Add(NowMillis, price, lots, isBuy);
        Profile.Add(price, lots, isBuy);
        Tape.Add(NowMillis, price, lots, isBuy);
        Globex.Add(price, lots);
        if (NowMillis >= _regularOpensMillis)
            Regular.Add(price, lots);
        LastTradeAt = now;
        // The trade may be the only one of its window, which then has a moment to end at.
        _nextChangeMillis = Math.Min(_nextChangeMillis, Tape.NextLeavesAt);
    }

    internal void TakeBook(BookSnapshot book, UnixNanos now)
    {
        Book.CopyFrom(book);
        LastBookAt = now;
    }

    /// <summary>Takes the next closed minute bar of an older chain, and says what that changed. Nothing has happened in this one yet.</summary>
    internal MarketChange Restore(in MinuteBar bar)
    {
        Bars.Restore(bar);
        return Timeframes.Advance(bar.StartMillis + MinuteBars.PeriodMillis, Bars, hasClosed: true)
            ? MarketChange.Bar | MarketChange.Timeframe
            : MarketChange.Bar;
    }

    /// <summary>A period of an older chain may have ended before its next bar began. True when it did.</summary>
    internal bool RestoreUpTo(long millis) => Timeframes.Advance(millis, Bars, hasClosed: false);

    /// <summary>The time of the last trade of an older chain.</summary>
    internal void RestoreLastTrade(UnixNanos at) => LastTradeAt = at;

    /// <summary>Trades are missing: everything that needs them whole begins to warm up again.</summary>
    internal void Break()
    {
        _parents.Break();
        Bars.Break();
        Timeframes.Break();
        Prints.Break();
        Profile.Break();
        Tape.Restart();
        Globex.Break();
        Regular.Break();
    }

    private MarketChange AdvanceSecond(long millis)
    {
        var change = MarketChange.Second;
        NowSecond = millis / MillisPerSecond;
        var hasClosed = Bars.TryClose(millis);
        if (hasClosed)
        {
            change |= MarketChange.Bar;
            Footprint.Close();
            Globex.BarClosed();
            if (Bars.Closed.StartMillis >= _regularOpensMillis)
                Regular.BarClosed();
            VwapTrail.Close(Bars.Closed.StartMillis);
        }

        if (Timeframes.Advance(millis, Bars, hasClosed))
            change |= MarketChange.Timeframe;

        if (millis >= _sessionEndsMillis)
        {
            change |= MarketChange.Session;
            BeginSession(millis);
        }

        return change;
    }

    private void BeginSession(long millis)
    {
        Tape.Restart();
        Profile.Anchor();
        Globex.Anchor();
        Regular.Anchor();
        VwapTrail.Begin();
        if (_calendar.TryFind(UnixNanos.Trusted(millis * UnixNanos.PerMilli), out var session, out var error))
        {
            Session = session;
            CalendarError = "";
            PreviousOpensAt = _calendar.TryFind(UnixNanos.Trusted(session.OpensAt.Value - 1), out var previous, out _)
                ? previous.OpensAt
                : default;
            _closesMillis = session.ClosesAt.Value / UnixNanos.PerMilli;
            _sessionEndsMillis = session.NextOpensAt.Value / UnixNanos.PerMilli;
            _regularOpensMillis = session.HasRegular ? session.RegularOpensAt.Value / UnixNanos.PerMilli : long.MaxValue;
            return;
        }

        Session = default;
        CalendarError = error;
        _closesMillis = 0;
        _regularOpensMillis = long.MaxValue;
        // Asked again tomorrow: the text is made once a day, not once a second.
        _sessionEndsMillis = millis - (millis % MillisPerDay) + MillisPerDay;
    }
}
