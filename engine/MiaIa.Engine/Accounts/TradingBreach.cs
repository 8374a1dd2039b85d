namespace MiaIa.Engine.Accounts;

/// <summary>What halts trading until a person lifts it, each as a bit. The numbers are in the records: never reused.</summary>
[Flags]
public enum TradingBreach : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The day's loss limit was reached. Nobody lifts it before the next trade date; from then on a person does.</summary>
    DailyLoss = 1,

    /// <summary>A kill switch was used: CLI, call, file or the study's button.</summary>
    Kill = 2,

    /// <summary>Too many entry commands a minute, or identical ones in a row.</summary>
    Runaway = 4,

    /// <summary>A person halted the engine, or it halted itself: its journal cannot be written, or what was carried does not fit.</summary>
    Person = 16,
}
