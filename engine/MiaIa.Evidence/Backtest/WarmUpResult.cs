namespace MiaIa.Evidence.Backtest;

/// <summary>What more history changed.</summary>
/// <param name="Days">Trading days before, as they were given.</param>
/// <param name="MoreDays">As many as it was held against.</param>
/// <param name="Seconds">Seconds that were compared.</param>
/// <param name="Differences">Columns that more history changes; none = it was enough.</param>
public sealed record WarmUpResult(int Days, int MoreDays, long Seconds, IReadOnlyList<ReadingDifference> Differences);
