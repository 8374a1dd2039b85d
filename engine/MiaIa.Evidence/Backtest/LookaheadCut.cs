using MiaIa.Engine.Market;

namespace MiaIa.Evidence.Backtest;

/// <summary>What one cut of a day showed.</summary>
/// <param name="Cut">Where the files end.</param>
/// <param name="Seconds">Seconds before it that were compared.</param>
/// <param name="Differences">Columns that knew of what comes after the cut; none = no look-ahead was seen.</param>
public sealed record LookaheadCut(UnixNanos Cut, long Seconds, IReadOnlyList<ReadingDifference> Differences);
