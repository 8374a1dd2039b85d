namespace MiaIa.SierraFiles;

/// <summary>Where a record stands in the trade that the exchange unbundled.</summary>
public enum PrintGroup
{
    /// <summary>On its own, or between FIRST and LAST.</summary>
    None,

    /// <summary>First sub-trade of an unbundled trade.</summary>
    First,

    /// <summary>Last sub-trade of an unbundled trade.</summary>
    Last,
}
