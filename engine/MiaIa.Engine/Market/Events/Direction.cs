namespace MiaIa.Engine.Market;

/// <summary>A direction of a pattern, a score or a signal. The numbers are those of the wire schema.</summary>
public enum Direction : byte
{
    /// <summary>Neither: a score of exactly 0.</summary>
    None = 0,

    /// <summary>Up.</summary>
    Long = 1,

    /// <summary>Down.</summary>
    Short = 2,
}
