namespace MiaIa.Evidence.Backtest;

/// <summary>How the tables of decisions are called where they are files.</summary>
public static class DayTables
{
    /// <summary>File without its ending, and table as in the database's schema, in the order in which a database is filled from them.</summary>
    public static IReadOnlyList<(string File, string Table)> Files { get; } =
    [
        ("days", "segments"),
        ("signals", "signals"),
        ("signal_readings", "readings"),
        ("signal_events", "signal_events"),
        ("verdicts", "verdicts"),
        ("verdict_codes", "verdict_codes"),
        ("orders", "orders"),
        ("order_states", "order_states"),
        ("fills", "fills"),
        ("trades", "round_trips"),
        ("ghosts", "ghosts"),
    ];
}
