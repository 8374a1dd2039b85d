namespace MiaIa.SierraFiles.Synthetic;

/// <summary>One stretch of the made-up session.</summary>
/// <param name="Seconds">How long it lasts.</param>
/// <param name="OrdersAMinute">Aggressive orders a minute.</param>
/// <param name="BuyPercent">Share of them that buy.</param>
/// <param name="DriftTicks">How far the price goes from start to end.</param>
internal sealed record SyntheticPhase(int Seconds, int OrdersAMinute, int BuyPercent, int DriftTicks)
{
    /// <summary>Changes of resting orders a minute, beside those that trades cause.</summary>
    public int QuotesAMinute { get; init; } = 700;

    /// <summary>How much rests on the bid, as a percentage of the usual.</summary>
    public int BidPercent { get; init; } = 100;

    /// <summary>How much rests on the ask, as a percentage of the usual.</summary>
    public int AskPercent { get; init; } = 100;

    /// <summary>Mean time between orders that sweep three to six levels; 0 = none.</summary>
    public int SweepEverySeconds { get; init; }

    /// <summary>Mean time between block prints against an iceberg; 0 = none.</summary>
    public int BlockEverySeconds { get; init; }
}
