namespace MiaIa.Evidence.Kept;

/// <summary>The columns of a block of kept rows, by their places in their file.</summary>
internal static class KeptColumns
{
    /// <summary><see cref="RowHead"/> of each row.</summary>
    internal const int Heads = 0;

    /// <summary>Nanoseconds since the row before, of the rows that have moved time.</summary>
    internal const int Times = 1;

    /// <summary><see cref="SignalConditions"/>.</summary>
    internal const int Conditions = 2;

    /// <summary>Ticks, from the last one.</summary>
    internal const int Prices = 3;

    /// <summary>Trades: price from the last one, contracts, side and place in its group.</summary>
    internal const int Trades = 4;

    /// <summary>See <see cref="BookDelta"/>.</summary>
    internal const int Books = 5;

    /// <summary>Cents of a contract and side.</summary>
    internal const int Fees = 6;

    /// <summary>Columns of the tape's file.</summary>
    internal const int OfTape = 7;

    /// <summary>A feature's file: rows from its last change, or from the block's begin, to each change.</summary>
    internal const int Places = 0;

    /// <summary>A feature's file: whole doubles; what is not a number is not ready.</summary>
    internal const int Values = 1;

    /// <summary>Columns of a feature's file.</summary>
    internal const int OfFeature = 2;
}
