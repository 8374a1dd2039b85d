namespace MiaIa.Ibkr.Messages;

/// <summary>How a new line's prices are to be read.</summary>
/// <param name="RequestId">The line.</param>
/// <param name="MinTick">The smallest price step; null when not told.</param>
/// <param name="BestExchangesMap">A key to the letters of the best exchanges.</param>
/// <param name="SnapshotPermissions">What snapshots the login may ask for.</param>
public sealed record LineParameters(int RequestId, double? MinTick, string BestExchangesMap, int? SnapshotPermissions);
