namespace MiaIa.Projections;

/// <summary>A trade date of one instrument in one mode.</summary>
/// <param name="TradeDate">The exchange's, yyyy-MM-dd.</param>
/// <param name="Instrument">ES, MES, NQ or MNQ.</param>
/// <param name="Mode">dry-run, sim or live.</param>
/// <param name="Label">SYNTHETIC, REPLAY or empty.</param>
/// <param name="Trades">Positions that were opened.</param>
/// <param name="Winners">Trades that ended with a profit after fees.</param>
/// <param name="ProfitCents">After fees.</param>
/// <param name="FeesCents">Of every fill.</param>
public sealed record ReportedDay(
    string TradeDate,
    string Instrument,
    string Mode,
    string Label,
    long Trades,
    long Winners,
    long ProfitCents,
    long FeesCents
);

/// <summary>What one contract of each signal that a gate refused would have earned.</summary>
/// <param name="Code">The gate; <c>(approved)</c> = no gate refused.</param>
/// <param name="Count">Signals: the size of the sample.</param>
/// <param name="Alone">Of them, those that no other gate refused.</param>
/// <param name="Winners">Of them, those that would have earned money with one tick of slippage.</param>
/// <param name="Zero">Σ of cents after fees, nothing lost to slippage.</param>
/// <param name="One">The same with one tick at each stop and flatten.</param>
/// <param name="Two">The same with two.</param>
/// <param name="AloneCents">With one tick, of those that no other gate refused.</param>
public sealed record ReportedGate(string Code, long Count, long Alone, long Winners, long Zero, long One, long Two, long AloneCents);

/// <summary>Approved signals on paper, one contract each, against the share of winners that they need.</summary>
/// <param name="Instrument">ES, MES, NQ or MNQ.</param>
/// <param name="Count">Signals.</param>
/// <param name="Winners">Of them, those that earned money with one tick of slippage.</param>
public sealed record ReportedShare(string Instrument, long Count, long Winners);

/// <summary>A trade from flat to flat.</summary>
/// <param name="ExitedUnixNs">Market time of its end.</param>
/// <param name="Instrument">ES, MES, NQ or MNQ.</param>
/// <param name="Mode">dry-run, sim or live.</param>
/// <param name="SignalId">Its signal; 0 = not ours.</param>
/// <param name="Direction">long or short.</param>
/// <param name="Lots">Contracts.</param>
/// <param name="Tier">As its signal was born; empty when that is not known.</param>
/// <param name="ProfitCents">After fees.</param>
/// <param name="SlippageCents">Contained in the profit; null when it is not known.</param>
/// <param name="MaeTicks">How far the price went against it.</param>
/// <param name="MfeTicks">How far it went with it.</param>
public sealed record ReportedTrip(
    long ExitedUnixNs,
    string Instrument,
    string Mode,
    long SignalId,
    string Direction,
    long Lots,
    string Tier,
    long ProfitCents,
    long? SlippageCents,
    double MaeTicks,
    double MfeTicks
);
