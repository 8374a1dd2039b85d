using MiaIa.Engine.Market;

namespace MiaIa.Engine.Pipeline;

/// <summary>What reached a core, counted since it was made. A market that is made anew goes on with it.</summary>
public sealed class CoreCounters
{
    private long _tradesBefore;

    /// <summary>Events of every kind.</summary>
    public long Events { get; internal set; }

    /// <summary>Time-and-sales records taken, history included.</summary>
    public long TradeRecords { get; internal set; }

    /// <summary>Parent trades: a FIRST … LAST group counts once.</summary>
    public long Trades { get; internal set; }

    /// <summary>Contracts traded at the ask.</summary>
    public long BuyLots { get; internal set; }

    /// <summary>Contracts traded at the bid.</summary>
    public long SellLots { get; internal set; }

    /// <summary>Contracts traded.</summary>
    public long Lots => BuyLots + SellLots;

    /// <summary>Book snapshots taken.</summary>
    public long DepthSnapshots { get; internal set; }

    /// <summary>Of these: crossed, locked or one-sided.</summary>
    public long DepthUnsound { get; internal set; }

    /// <summary>Bars that the study reported.</summary>
    public long StudyBars { get; internal set; }

    /// <summary>Patterns that the study reported.</summary>
    public long Patterns { get; internal set; }

    /// <summary>The core's own closed 1-minute bars, of the market that it has now.</summary>
    public long MinuteBars { get; internal set; }

    /// <summary>Events about options, whether or not this instrument reads them.</summary>
    public long OptionEvents { get; internal set; }

    /// <summary>Declared gaps.</summary>
    public long Gaps { get; internal set; }

    /// <summary>Frames lost in them.</summary>
    public long FramesMissing { get; internal set; }

    /// <summary>Events whose market time was older than the newest and which were processed at the newest.</summary>
    public long ObservedClamped { get; internal set; }

    /// <summary>Events whose local time was older than the newest.</summary>
    public long ReceivedClamped { get; internal set; }

    /// <summary>History records that the core had already seen live and left out.</summary>
    public long HistoryKnown { get; internal set; }

    /// <summary>Signals born, at every tier.</summary>
    public long SignalsBorn { get; internal set; }

    /// <summary>Bars and parent trades are counted by the market: another one begins at 0.</summary>
    internal void BeginMarket() => (_tradesBefore, MinuteBars) = (Trades, 0);

    internal void Traded(in MarketEvent trade, long parentTrades)
    {
        TradeRecords++;
        Trades = _tradesBefore + parentTrades;
        if (trade.Aggressor == Aggressor.Buy)
            BuyLots += trade.Volume.Value;
        else
            SellLots += trade.Volume.Value;
    }
}
