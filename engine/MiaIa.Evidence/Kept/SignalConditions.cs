namespace MiaIa.Evidence.Kept;

/// <summary>What stands for a signal beside score and coverage. The numbers stand in files.</summary>
[Flags]
internal enum SignalConditions : byte
{
    None = 0,

    /// <summary>Trades and book are fresh.</summary>
    Fresh = 1,

    /// <summary>Live, not halted, and the market is open.</summary>
    MayBear = 2,

    /// <summary>The option levels have not been chosen freely just now.</summary>
    LevelsStand = 4,
}
