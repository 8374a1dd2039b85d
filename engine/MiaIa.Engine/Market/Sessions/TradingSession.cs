namespace MiaIa.Engine.Market;

/// <summary>One trading day with its moments: from the Globex open at 18:00 New York of the evening before to its close.</summary>
/// <param name="Date">The day's date in New York; the evening before belongs to it.</param>
/// <param name="OpensAt">The Globex open.</param>
/// <param name="ClosesAt">The close: 17:00 New York, earlier on half-days and holidays.</param>
/// <param name="RegularOpensAt">09:30 New York; the default when the stock market stays closed.</param>
/// <param name="RegularClosesAt">16:00 New York, 13:00 on half-days; the default when the stock market stays closed.</param>
/// <param name="NextOpensAt">The Globex open of the next trading day.</param>
public readonly record struct TradingSession(
    DateOnly Date,
    UnixNanos OpensAt,
    UnixNanos ClosesAt,
    UnixNanos RegularOpensAt,
    UnixNanos RegularClosesAt,
    UnixNanos NextOpensAt
)
{
    /// <summary>Whether the stock market opens on this day.</summary>
    public bool HasRegular => RegularOpensAt.Value != 0;

    /// <summary>Whether the futures trade at a moment.</summary>
    public bool IsOpen(UnixNanos moment) => moment >= OpensAt && moment < ClosesAt;
}
