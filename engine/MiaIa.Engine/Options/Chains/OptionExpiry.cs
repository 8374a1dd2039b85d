using MiaIa.Engine.Market;
using NodaTime;

namespace MiaIa.Engine.Options;

/// <summary>One expiry of one class within a chain, and the strike rows that belong to it.</summary>
/// <param name="Root">The class: SPX, SPXW, …</param>
/// <param name="Date">The expiry date.</param>
/// <param name="SettlesAt">The moment of settlement.</param>
/// <param name="FirstRow">Its first strike row.</param>
/// <param name="RowCount">Its strike rows, ascending by strike.</param>
/// <param name="RefusedRows">See <see cref="OptionListing"/>: they lower the coverage.</param>
public sealed record OptionExpiry(string Root, LocalDate Date, UnixNanos SettlesAt, int FirstRow, int RowCount, int RefusedRows = 0)
{
    /// <summary>The row after its last.</summary>
    public int EndRow => FirstRow + RowCount;
}
