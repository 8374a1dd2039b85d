namespace MiaIa.SierraFiles;

/// <summary>One bar of Sierra's text export.</summary>
/// <param name="Start">Start of the bar in the chart's time zone, which the file does not name.</param>
/// <param name="OpenPoints">Opening price.</param>
/// <param name="HighPoints">Highest price.</param>
/// <param name="LowPoints">Lowest price.</param>
/// <param name="LastPoints">Closing price.</param>
/// <param name="VolumeLots">Contracts.</param>
/// <param name="Trades">Number of trades.</param>
/// <param name="BidVolumeLots">Contracts traded at the bid.</param>
/// <param name="AskVolumeLots">Contracts traded at the ask.</param>
public readonly record struct BarExportRow(
    DateTime Start,
    double OpenPoints,
    double HighPoints,
    double LowPoints,
    double LastPoints,
    long VolumeLots,
    long Trades,
    long BidVolumeLots,
    long AskVolumeLots
);
