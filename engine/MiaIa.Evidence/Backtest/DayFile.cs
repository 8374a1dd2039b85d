namespace MiaIa.Evidence.Backtest;

/// <summary>A file that a day is played from, and the part of it that is read.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Length">Bytes that are read; a file of trades may grow behind them.</param>
/// <param name="Sha256">Hash of these bytes, in lower hexadecimal.</param>
public sealed record DayFile(string Path, long Length, string Sha256);
