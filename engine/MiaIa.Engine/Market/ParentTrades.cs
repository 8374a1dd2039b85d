namespace MiaIa.Engine.Market;

/// <summary>
/// Counts parent trades: the exchange unbundles an order's fills into sub-trades from FIRST to LAST, which count once; a
/// record outside such a group counts on its own. A LAST without its FIRST (the tape began inside a group) counts once too.
/// </summary>
internal sealed class ParentTrades
{
    private bool _insideGroup;

    internal long Count { get; private set; }

    internal void Add(PrintGroup group)
    {
        if (group == PrintGroup.First || !_insideGroup)
            Count++;
        _insideGroup = group == PrintGroup.First || (_insideGroup && group != PrintGroup.Last);
    }

    /// <summary>Records were lost: what comes next stands on its own.</summary>
    internal void Break() => _insideGroup = false;
}
