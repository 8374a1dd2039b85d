namespace MiaIa.Engine.Patterns;

/// <summary>The names of the engine's own patterns on the wire, in settings and on the board.</summary>
public static class PatternNames
{
    /// <summary>How many patterns the engine finds by itself.</summary>
    public const int Count = 9;

    private static readonly string[] Names =
    [
        "battle_navale",
        "headfake",
        "absorption",
        "exhaustion",
        "stacked_imbalance",
        "sweep",
        "gamma_pin",
        "long_bar_reversal",
        "delta_divergence",
    ];

    /// <summary>All names, in the order of <see cref="PatternKind"/>.</summary>
    public static ReadOnlySpan<string> All => Names;

    /// <summary>The name of a pattern, such as <c>battle_navale</c>.</summary>
    public static string Of(PatternKind kind) => Names[(int)kind];
}
