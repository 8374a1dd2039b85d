namespace MiaIa.Evidence.Sweeps;

/// <summary>One choice and what came of it.</summary>
/// <param name="TrainFrom">First day that chose.</param>
/// <param name="TrainTo">Last day that chose.</param>
/// <param name="TestFrom">First day that judged.</param>
/// <param name="TestTo">Last day that judged.</param>
/// <param name="Set">That was chosen; null where none had enough trades, and then nothing was traded.</param>
/// <param name="TrainTrades">Of the chosen one.</param>
/// <param name="TrainCents">Of the chosen one: flattered, since it was chosen by it.</param>
/// <param name="TestTrades">At every change.</param>
/// <param name="TestCents">At every change.</param>
public sealed record WalkForwardWindow(
    string TrainFrom,
    string TrainTo,
    string TestFrom,
    string TestTo,
    int? Set,
    int TrainTrades,
    long TrainCents,
    int TestTrades,
    long TestCents
);
