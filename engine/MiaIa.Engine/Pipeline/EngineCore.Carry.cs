using MiaIa.Engine.Market;
using MiaIa.Engine.Options;

namespace MiaIa.Engine.Pipeline;

// What a core hands to the core of the next chain, or of another tape.
public sealed partial class EngineCore
{
    private const long CarryVersion = 1;

    /// <summary>
    /// Writes what the core of the next chain is built from: the closed minute bars, the one that forms, what was lived through, and the basis.
    /// Windows, volume profile, VWAPs, patterns and signals begin anew with the trading day.
    /// </summary>
    /// <exception cref="CarryException">The writer has no room.</exception>
    public void Save(CarryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteInt64(CarryVersion);
        writer.WriteInt64(Now.Value);
        writer.WriteInt64(_market.LastTradeAt.Value);
        _history.Save(writer);
        _options.LiveBasis.Save(writer);
        writer.WriteInt64(_market.Bars.IsBroken ? 1 : 0);
        writer.WriteInt64(_market.Bars.IsForming ? 1 : 0);
        if (_market.Bars.IsForming)
            BarHistory.Write(writer, _market.Bars.Forming);
        _market.Bars.History.Save(writer);
    }

    /// <summary>
    /// Goes on from the core of an older chain: its bars are taken one after the other, so that bars, averages and ranges are built from them as
    /// they are from trades. Only for an empty core; one that refuses stays empty.
    /// </summary>
    /// <exception cref="CarryException">What was written does not fit.</exception>
    /// <exception cref="InvalidOperationException">The core has taken an event already.</exception>
    public void Load(ref CarryReader reader)
    {
        if (Counters.Events > 0)
            throw new InvalidOperationException($"the core of {Options.Name} has taken {Counters.Events} events already");

        // Read to its end once before anything is changed.
        var trial = reader;
        Read(ref trial, new HistoryFilter(), new BasisEstimate());
        var carried = Read(ref reader, _history, _options.LiveBasis);
        Now = carried.Now;
        foreach (ref readonly var bar in carried.Bars.AsSpan())
        {
            if (_market.RestoreUpTo(bar.StartMillis))
                _features.Restore(_market, MarketChange.Timeframe);
            _features.Restore(_market, _market.Restore(bar));
        }

        if (carried.Forming is { } forming)
            _market.Bars.RestoreForming(forming);
        if (carried.IsBroken)
            Break();
        Detectors.Restored(_market.Bars);
        Counters.MinuteBars = _market.Bars.Count;
        _market.RestoreLastTrade(carried.LastTradeAt);
    }

    private EngineCore(EngineCore before)
        : this(before.Options with { FirstSignalId = before._signals.NextId }, before._calendar, before._options, before.Trading.MovedTo)
    {
        _feeds = before._feeds;
        _hasher = before._hasher;
        _tradesFrom = before.TradingNow;
        _tradesKnown = before.IsCatchingUp ? before._tradesKnown : before._history.TradesAt(_tradesFrom);
        IsHalted = before.IsHalted;
        IsClockOff = before.IsClockOff;
        Counters = before.Counters;
        Counters.BeginMarket();
    }

    /// <summary>
    /// A core without a market behind the same orders, account and options: another tape follows, of another contract or of a replay, and brings a
    /// history of its own. Until the market has come again to where it stood, orders, account and ghosts hear nothing of it. The core of before is
    /// no more to be used.
    /// </summary>
    /// <exception cref="InvalidOperationException">A signal is alive: it has to end by the market that bore it.</exception>
    public EngineCore Anew() =>
        TryGetAlive(out var alive)
            ? throw new InvalidOperationException($"signal {alive.SignalId} of {Options.Name} is alive")
            : new EngineCore(this);

    /// <summary>Whether the market has not come again to where orders and account are: see <see cref="LoadMoment"/> and <see cref="Anew"/>.</summary>
    public bool IsCatchingUp => Now < _tradesFrom;

    private bool IsKnownToOrders(in MarketEvent e)
    {
        if (_tradesKnown == 0 || e.Kind != MarketEventKind.Trade || e.ObservedAt != _tradesFrom)
            return false;
        _tradesKnown--;
        return true;
    }

    /// <summary>
    /// Writes how far this core's market has come, and nothing of it: for a core with other constants, which reads the market anew from the study's
    /// history.
    /// </summary>
    /// <exception cref="CarryException">The writer has no room.</exception>
    public void SaveMoment(CarryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteInt64(CarryVersion);
        writer.WriteInt64(TradingNow.Value);
    }

    /// <summary>
    /// Goes on where <see cref="SaveMoment"/> was called: until the market has come there again, history warms features, and orders, account and ghosts,
    /// which have lived through it, hear nothing of it. Only for an empty core.
    /// </summary>
    /// <exception cref="CarryException">What was written does not fit.</exception>
    public void LoadMoment(ref CarryReader reader)
    {
        reader.ReadVersion(CarryVersion);
        _tradesFrom = reader.ReadMoment();
    }

    private static Carried Read(ref CarryReader reader, HistoryFilter history, BasisEstimate basis)
    {
        reader.ReadVersion(CarryVersion);
        var (now, lastTradeAt) = (reader.ReadMoment(), reader.ReadMoment());
        history.Load(ref reader);
        basis.Load(ref reader);
        var isBroken = reader.ReadCount(1) == 1;
        MinuteBar? forming = reader.ReadCount(1) == 1 ? BarHistory.ReadBar(ref reader) : null;
        var bars = BarHistory.Read(ref reader);
        if (forming is { } bar && bars.Length > 0 && bar.StartMillis <= bars[^1].StartMillis)
            throw new CarryException($"the bar that forms begins at {bar.StartMillis}, the last closed one at {bars[^1].StartMillis}");
        return new(now, lastTradeAt, isBroken, forming, bars);
    }

    private readonly record struct Carried(UnixNanos Now, UnixNanos LastTradeAt, bool IsBroken, MinuteBar? Forming, MinuteBar[] Bars);
}
