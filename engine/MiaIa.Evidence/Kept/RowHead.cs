namespace MiaIa.Evidence.Kept;

/// <summary>What a kept row brings. The low byte are flags, the next byte is a <see cref="TapeItem"/>.</summary>
[Flags]
internal enum RowHead : ushort
{
    None = 0,

    /// <summary>Market time has moved.</summary>
    Time = 1,

    /// <summary>Features have new values. It stands in no file: the features' own say so.</summary>
    Values = 2,

    /// <summary>The conditions of a signal have changed.</summary>
    Conditions = 4,

    /// <summary>The price of the last trade has changed without a trade in this row.</summary>
    Price = 16,

    /// <summary>It is no event: no signal is judged by it.</summary>
    Unjudged = 32,
}
