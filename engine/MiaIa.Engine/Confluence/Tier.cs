namespace MiaIa.Engine.Confluence;

/// <summary>The grade of a score. The numbers are those of the wire schema.</summary>
public enum Tier : byte
{
    /// <summary>Never a score's grade.</summary>
    None = 0,

    /// <summary>Below every limit.</summary>
    NoTrade = 1,

    /// <summary>|C| ≥ 0.18 (seed).</summary>
    Weak = 2,

    /// <summary>|C| ≥ 0.28 (seed).</summary>
    Good = 3,

    /// <summary>|C| ≥ 0.32 (seed).</summary>
    Strong = 4,

    /// <summary>|C| ≥ 0.38 (seed).</summary>
    Premium = 5,
}
