namespace MiaIa.Engine.Signals;

/// <summary>The names of the gates on the wire.</summary>
public static class GateNames
{
    /// <summary>How many gates there are.</summary>
    public const int Count = 9;

    private static readonly string[] Names =
    [
        "tier_held",
        "coverage",
        "trades_fresh",
        "book_fresh",
        "rearmed",
        "not_halted",
        "live",
        "session_open",
        "levels_stand",
    ];

    /// <summary>The name of a gate, such as <c>tier_held</c>.</summary>
    public static string Of(Gate gate) => Names[(int)gate];
}
