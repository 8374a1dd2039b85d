using MiaIa.Engine.Features;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Confluence;

/// <summary>
/// Why a score is no better and no worse, beside the ten readings, which say what it is made of and what is missing: what one
/// feature alone would have to change. Missing features take part only in <see cref="ToCoverage"/>: nobody knows their value.
/// </summary>
public sealed record Explanation
{
    /// <summary>The score's grade, whatever the coverage.</summary>
    public required Tier Tier { get; init; }

    /// <summary>The tier above it; <see cref="Tier.None"/> at the highest.</summary>
    public required Tier NextTier { get; init; }

    /// <summary>|C| from which the next tier begins; 0 at the highest.</summary>
    public required double NextLimit { get; init; }

    /// <summary>Where the next tier is looked for: the score's direction; at C = 0 the nearer one.</summary>
    public required Direction NextDirection { get; init; }

    /// <summary>The single features that reach the next tier, the smallest change first; empty: none can alone.</summary>
    public required IReadOnlyList<FeatureChange> ToNextTier { get; init; }

    /// <summary>
    /// The single features that lose the tier, the smallest change first: the living signal's tier when there is one, else the
    /// score's. Empty at NO_TRADE, for a signal in the lowest tradeable tier (it can only end), and where none can alone.
    /// </summary>
    public required IReadOnlyList<FeatureChange> ToLoseTier { get; init; }

    /// <summary>The single features that end the living signal, the smallest change first; empty without one.</summary>
    public required IReadOnlyList<FeatureChange> ToEnd { get; init; }

    /// <summary>How far the coverage is below its floor; 0 when it is not. While it is, no signal can be, whatever the score.</summary>
    public required double CoverageShort { get; init; }

    /// <summary>Missing features that lift the coverage to its floor alone, the smallest weight first; empty at the floor and above.</summary>
    public required IReadOnlyList<FeatureId> ToCoverage { get; init; }
}
