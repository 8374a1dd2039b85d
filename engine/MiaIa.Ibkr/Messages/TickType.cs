namespace MiaIa.Ibkr.Messages;

/// <summary>What a tick carries. A number that is not named here is passed on as it is.</summary>
public enum TickType
{
    /// <summary>Contracts or shares at the bid.</summary>
    BidSize = 0,

    /// <summary>The best bid.</summary>
    Bid = 1,

    /// <summary>The best ask.</summary>
    Ask = 2,

    /// <summary>Contracts or shares at the ask.</summary>
    AskSize = 3,

    /// <summary>The last trade.</summary>
    Last = 4,

    /// <summary>Size of the last trade.</summary>
    LastSize = 5,

    /// <summary>The day's high.</summary>
    High = 6,

    /// <summary>The day's low.</summary>
    Low = 7,

    /// <summary>The day's volume: on an option this contract's own.</summary>
    Volume = 8,

    /// <summary>The close of the day before.</summary>
    Close = 9,

    /// <summary>Greeks implied by the bid.</summary>
    BidOption = 10,

    /// <summary>Greeks implied by the ask.</summary>
    AskOption = 11,

    /// <summary>Greeks implied by the last trade.</summary>
    LastOption = 12,

    /// <summary>Greeks of IBKR's model: the row for gamma exposure.</summary>
    ModelOption = 13,

    /// <summary>The day's open.</summary>
    Open = 14,

    /// <summary>Average daily volume over 90 days.</summary>
    AverageVolume = 21,

    /// <summary>30-day realised volatility (generic 104).</summary>
    HistoricalVolatility = 23,

    /// <summary>30-day implied volatility of the underlying (generic 106).</summary>
    ImpliedVolatility = 24,

    /// <summary>Open interest of calls (generic 101). On ONE put it is a valid-looking 0: read the side of the contract's right.</summary>
    CallOpenInterest = 27,

    /// <summary>Open interest of puts (generic 101). On ONE call it is a valid-looking 0: read the side of the contract's right.</summary>
    PutOpenInterest = 28,

    /// <summary>Volume of calls (generic 100).</summary>
    CallVolume = 29,

    /// <summary>Volume of puts (generic 100).</summary>
    PutVolume = 30,

    /// <summary>The mark price.</summary>
    Mark = 37,

    /// <summary>Unix seconds of the last trade, as text.</summary>
    LastTimestamp = 45,

    /// <summary>-1 unknown, 0 no, 1 halted, 2 halted by volatility.</summary>
    Halted = 49,

    /// <summary>Greeks of a calculation asked for.</summary>
    CustomOption = 53,

    /// <summary>The bid, about 15 minutes old.</summary>
    DelayedBid = 66,

    /// <summary>The ask, about 15 minutes old.</summary>
    DelayedAsk = 67,

    /// <summary>The last trade, about 15 minutes old.</summary>
    DelayedLast = 68,

    /// <summary>Size at the delayed bid.</summary>
    DelayedBidSize = 69,

    /// <summary>Size at the delayed ask.</summary>
    DelayedAskSize = 70,

    /// <summary>Size of the delayed last trade.</summary>
    DelayedLastSize = 71,

    /// <summary>The delayed high.</summary>
    DelayedHigh = 72,

    /// <summary>The delayed low.</summary>
    DelayedLow = 73,

    /// <summary>The delayed volume.</summary>
    DelayedVolume = 74,

    /// <summary>The close, in delayed mode.</summary>
    DelayedClose = 75,

    /// <summary>The open, in delayed mode.</summary>
    DelayedOpen = 76,

    /// <summary>Greeks implied by the delayed bid.</summary>
    DelayedBidOption = 80,

    /// <summary>Greeks implied by the delayed ask.</summary>
    DelayedAskOption = 81,

    /// <summary>Greeks implied by the delayed last trade.</summary>
    DelayedLastOption = 82,

    /// <summary>Greeks of the model on delayed prices.</summary>
    DelayedModelOption = 83,

    /// <summary>Exchange of the last trade, as text.</summary>
    LastExchange = 84,

    /// <summary>Open interest of a future.</summary>
    FuturesOpenInterest = 86,

    /// <summary>Average daily volume of the options.</summary>
    AverageOptionVolume = 87,

    /// <summary>Unix seconds of the delayed last trade, as text.</summary>
    DelayedTimestamp = 88,

    /// <summary>Shares that can be borrowed.</summary>
    ShortableShares = 89,

    /// <summary>Halted, in delayed mode.</summary>
    DelayedHalted = 90,
}
