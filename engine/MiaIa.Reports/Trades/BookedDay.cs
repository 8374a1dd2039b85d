namespace MiaIa.Reports.Trades;

/// <summary>Money that the account booked on a trade date: each fill on its own date, whether or not its trade has ended.</summary>
/// <param name="TradeDate">yyyy-MM-dd.</param>
/// <param name="Book">Mode and label.</param>
/// <param name="Opened">Positions that were opened.</param>
/// <param name="ProfitCents">After fees.</param>
/// <param name="FeesCents">Of every fill.</param>
public sealed record BookedDay(string TradeDate, string Book, long Opened, long ProfitCents, long FeesCents);
