namespace MiaIa.Engine.Patterns;

/// <summary>The nine patterns that the engine finds by itself, in the order of the design. The value is the index of its place on the board.</summary>
public enum PatternKind : byte
{
    /// <summary>A quiet base is left with body, volume and delta.</summary>
    BattleNavale = 0,

    /// <summary>A new extreme that does not hold.</summary>
    Headfake,

    /// <summary>Heavy aggression at an extreme that goes no further.</summary>
    Absorption,

    /// <summary>Aggression towards a new extreme dries up.</summary>
    Exhaustion,

    /// <summary>Adjacent rows of the footprint that one side overwhelms.</summary>
    StackedImbalance,

    /// <summary>One print through several prices.</summary>
    Sweep,

    /// <summary>The price is held at the absolute gamma strike.</summary>
    GammaPin,

    /// <summary>A bar that runs far and comes back as far.</summary>
    LongBarReversal,

    /// <summary>A new extreme without the cumulative delta's.</summary>
    DeltaDivergence,
}
