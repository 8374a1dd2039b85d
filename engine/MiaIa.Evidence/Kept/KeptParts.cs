using MiaIa.Engine.Features;
using MiaIa.Evidence.Backtest;

namespace MiaIa.Evidence.Kept;

/// <summary>
/// The parts that a kept day is made of: each feature's readings, in the order of <see cref="FeatureId"/>, and the tape, which is all else. Each has
/// a file of every change and one of every whole second, under a key of its own.
/// </summary>
internal static class KeptParts
{
    /// <summary>Time, conditions, prices, trades, books and fees.</summary>
    internal const int Tape = FeatureNames.Count;

    internal const int Count = FeatureNames.Count + 1;

    /// <summary>All of them, a bit each.</summary>
    internal const int All = (1 << Count) - 1;

    private const string TapeName = "tape";

    // A unit's files have one name on every system.
    private const string RowsFolder = "rows/";
    private const string SecondsFolder = "seconds/";
    private const string Ending = ".kept";

    internal static string NameOf(int part) => part == Tape ? TapeName : FeatureNames.Of((FeatureId)part);

    /// <summary>The file of a part's changes, as a unit's record names it.</summary>
    internal static string RowsOf(int part) => RowsFolder + NameOf(part) + Ending;

    /// <summary>The file of a part's seconds, as a unit's record names it.</summary>
    internal static string SecondsOf(int part) => SecondsFolder + NameOf(part) + Ending;

    /// <summary>The parts of a set of them, in their order.</summary>
    internal static IEnumerable<int> In(int parts) => Enumerable.Range(0, Count).Where(part => (parts & (1 << part)) != 0);

    /// <summary>The key of the whole, so that files of different days or settings never pass for one day.</summary>
    /// <param name="keys">One a part, in their order.</param>
    internal static string KeyOf(IEnumerable<string> keys) => DayKey.Hash(string.Join('\n', keys));
}
