namespace MiaIa.Reports.Statistics;

/// <summary>
/// The same trades with coin-flipped signs, 64 times: bit j of a trade's word says whether its side is the other one in flip j. The other side
/// earns −(profit + fees) − fees: what the trade won before fees is lost, and fees are paid all the same.
/// </summary>
internal static class CoinFlips
{
    /// <summary>How often all signs are flipped.</summary>
    internal const int Flips = 64;

    internal static long OtherSide(long profitCents, long feesCents) => -(profitCents + feesCents) - feesCents;
}
