namespace MiaIa.Engine.Market;

/// <summary>Where a print stands in the parent order that the exchange unbundled. The numbers are those of the wire schema.</summary>
public enum PrintGroup : byte
{
    /// <summary>On its own, or between <see cref="First"/> and <see cref="Last"/>.</summary>
    None = 0,

    /// <summary>The first sub-trade of an unbundled trade.</summary>
    First = 1,

    /// <summary>The last sub-trade of an unbundled trade.</summary>
    Last = 2,
}
