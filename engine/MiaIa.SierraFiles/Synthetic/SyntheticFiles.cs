namespace MiaIa.SierraFiles.Synthetic;

/// <summary>The files of a made-up session and what they hold.</summary>
/// <param name="ScidPath">The trades.</param>
/// <param name="DepthPath">The depth.</param>
/// <param name="TradeRecords">Records of the <c>.scid</c>: sub-trades.</param>
/// <param name="Trades">Trades; a FIRST…LAST group counts once.</param>
/// <param name="BuyLots">Contracts traded at the ask.</param>
/// <param name="SellLots">Contracts traded at the bid.</param>
/// <param name="DepthBatches">Batches of the <c>.depth</c>.</param>
public sealed record SyntheticFiles(
    string ScidPath,
    string DepthPath,
    long TradeRecords,
    long Trades,
    long BuyLots,
    long SellLots,
    long DepthBatches
);
