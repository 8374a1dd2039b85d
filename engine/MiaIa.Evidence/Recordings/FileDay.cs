namespace MiaIa.Evidence.Recordings;

/// <summary>What a file of trades holds of one trading day.</summary>
/// <param name="Date">The trading day.</param>
/// <param name="TradeRecords">Records that are trades.</param>
/// <param name="Lots">Contracts traded.</param>
/// <param name="FirstUnixNs">Market time of the first.</param>
/// <param name="LastUnixNs">Market time of the last.</param>
/// <param name="Gaps">Within them.</param>
public sealed record FileDay(
    DateOnly Date,
    long TradeRecords,
    long Lots,
    long FirstUnixNs,
    long LastUnixNs,
    IReadOnlyList<RecordedGap> Gaps
)
{
    /// <summary>Trades behind the day's close and before the next day's open, such as those of a Saturday: in none of the other figures, and not played.</summary>
    public long OutsideRecords { get; init; }
}
