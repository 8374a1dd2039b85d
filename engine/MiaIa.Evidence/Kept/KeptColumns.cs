using MiaIa.Engine.Features;

namespace MiaIa.Evidence.Kept;

/// <summary>The columns of a block of kept rows, by their places in the file.</summary>
internal static class KeptColumns
{
    /// <summary><see cref="RowHead"/> of each row.</summary>
    internal const int Heads = 0;

    /// <summary>Nanoseconds since the row before, of the rows that have moved time.</summary>
    internal const int Times = 1;

    /// <summary>Which features have new values, a bit each.</summary>
    internal const int Changes = 2;

    /// <summary><see cref="SignalConditions"/>.</summary>
    internal const int Conditions = 3;

    /// <summary>Ticks, from the last one.</summary>
    internal const int Prices = 4;

    /// <summary>Trades: price from the last one, contracts, side and place in its group.</summary>
    internal const int Trades = 5;

    /// <summary>See <see cref="BookDelta"/>.</summary>
    internal const int Books = 6;

    /// <summary>Cents of a contract and side.</summary>
    internal const int Fees = 7;

    /// <summary>From here on one column of whole doubles a feature; what is not a number is not ready.</summary>
    internal const int FirstFeature = 8;

    internal const int Count = FirstFeature + FeatureNames.Count;
}
