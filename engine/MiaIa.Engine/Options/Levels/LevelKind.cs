namespace MiaIa.Engine.Options;

/// <summary>A level that is one strike of the ladder.</summary>
public enum LevelKind : byte
{
    /// <summary>The strike with the largest net GEX.</summary>
    CallWall = 0,

    /// <summary>The strike with the most negative net GEX.</summary>
    PutWall = 1,

    /// <summary>The strike with the largest Σ|GEX|.</summary>
    AbsoluteGamma = 2,
}
