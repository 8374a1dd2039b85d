namespace MiaIa.Engine.Patterns;

/// <summary>Weight and half-life of every pattern. The defaults are the design's.</summary>
public sealed record PatternOptions
{
    private const int HalfLifeBarsMax = 240;

    /// <summary>battle_navale. Design: 0.40, 10 bars.</summary>
    public PatternFade BattleNavale { get; init; } = new(0.40, 10);

    /// <summary>headfake. Design: 0.30, 3 bars.</summary>
    public PatternFade Headfake { get; init; } = new(0.30, 3);

    /// <summary>absorption. Design: 0.25, 3 bars.</summary>
    public PatternFade Absorption { get; init; } = new(0.25, 3);

    /// <summary>exhaustion. Design: 0.20, 3 bars.</summary>
    public PatternFade Exhaustion { get; init; } = new(0.20, 3);

    /// <summary>stacked_imbalance. Design: 0.25, 3 bars.</summary>
    public PatternFade StackedImbalance { get; init; } = new(0.25, 3);

    /// <summary>sweep. Design: 0.20, 3 bars.</summary>
    public PatternFade Sweep { get; init; } = new(0.20, 3);

    /// <summary>gamma_pin. Design: 0.15, 3 bars.</summary>
    public PatternFade GammaPin { get; init; } = new(0.15, 3);

    /// <summary>long_bar_reversal. Design: 0.20, 3 bars.</summary>
    public PatternFade LongBarReversal { get; init; } = new(0.20, 3);

    /// <summary>delta_divergence. Design: 0.20, 3 bars.</summary>
    public PatternFade DeltaDivergence { get; init; } = new(0.20, 3);

    /// <summary>A pattern that the study pushes under a name without an entry in <see cref="Pushed"/>. Design: 0.25, 3 bars.</summary>
    public PatternFade PushedOther { get; init; } = new(0.25, 3);

    /// <summary>Patterns of the study by name, where they are to count otherwise than <see cref="PushedOther"/>. None of them is one of the nine.</summary>
    public IReadOnlyDictionary<string, PatternFade> Pushed { get; init; } = new Dictionary<string, PatternFade>(StringComparer.Ordinal);

    /// <summary>Names of the study's that are held at once, 1 … 256; a pattern of one more name is refused and counted.</summary>
    public int PushedNamesMax { get; init; } = 32;

    /// <summary>Weight and half-life of one of the nine.</summary>
    public PatternFade Of(PatternKind kind) =>
        kind switch
        {
            PatternKind.BattleNavale => BattleNavale,
            PatternKind.Headfake => Headfake,
            PatternKind.Absorption => Absorption,
            PatternKind.Exhaustion => Exhaustion,
            PatternKind.StackedImbalance => StackedImbalance,
            PatternKind.Sweep => Sweep,
            PatternKind.GammaPin => GammaPin,
            PatternKind.LongBarReversal => LongBarReversal,
            PatternKind.DeltaDivergence => DeltaDivergence,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such pattern"),
        };

    /// <exception cref="ArgumentException">An option is out of its range; the message names it and its value.</exception>
    internal void Validate()
    {
        for (var i = 0; i < PatternNames.Count; i++)
            Require(PatternNames.All[i], Of((PatternKind)i));
        Require("a pushed pattern", PushedOther);
        foreach (var (name, fade) in Pushed)
        {
            if (PatternNames.All.Contains(name))
                throw new ArgumentException($"pattern {name} is one of the engine's own and has a setting of its own");
            Require(name, fade);
        }

        if (PushedNamesMax is < 1 or > 256)
            throw new ArgumentException($"names of pushed patterns {PushedNamesMax} are not within 1 to 256");
    }

    private static void Require(string name, PatternFade fade)
    {
        if (fade.Weight is not (>= 0 and <= 1))
            throw new ArgumentException($"weight {fade.Weight} of {name} is not within 0 to 1");
        if (fade.HalfLifeBars is < 1 or > HalfLifeBarsMax)
            throw new ArgumentException($"half-life {fade.HalfLifeBars} of {name} is not within 1 to {HalfLifeBarsMax} bars");
    }
}
