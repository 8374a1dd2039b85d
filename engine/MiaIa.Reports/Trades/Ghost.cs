namespace MiaIa.Reports.Trades;

/// <summary>One contract of a signal on paper, by the lower bound for limits.</summary>
/// <param name="SignalId">Its signal.</param>
/// <param name="Instrument">Its instrument.</param>
/// <param name="Tier">Of its signal.</param>
/// <param name="Refused">The codes that refused it; none = approved.</param>
/// <param name="Cents0">After fees without slippage.</param>
/// <param name="Cents1">With one tick.</param>
/// <param name="Cents2">With two ticks.</param>
/// <param name="Ticks">Won, before fees and slippage.</param>
internal readonly record struct Ghost(
    long SignalId,
    string Instrument,
    string Tier,
    string[] Refused,
    long Cents0,
    long Cents1,
    long Cents2,
    long Ticks
);
