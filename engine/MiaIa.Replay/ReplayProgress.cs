namespace MiaIa.Replay;

/// <summary>How far a replay is.</summary>
/// <param name="Fraction">Of the input, 0 … 1.</param>
/// <param name="MarketUnixMicros">Market time; 0 before the first.</param>
/// <param name="TradeRecords">Time-and-sales records taken.</param>
/// <param name="Books">Books taken.</param>
/// <param name="Events">Events of every kind.</param>
public readonly record struct ReplayProgress(double Fraction, long MarketUnixMicros, long TradeRecords, long Books, long Events);
