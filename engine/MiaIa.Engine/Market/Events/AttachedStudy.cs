namespace MiaIa.Engine.Market;

/// <summary>What a study says of the chart that it stands on.</summary>
/// <param name="Contract">Sierra's symbol of the chart, such as <c>ESH27_FUT_CME</c>.</param>
/// <param name="TradeSymbol">Sierra's Trade and Current Quote Symbol, which orders are for; never empty.</param>
/// <param name="Account">The selected trade account; empty = none.</param>
/// <param name="Mode">As the wire has it: 1 dry-run, 2 sim, 3 live.</param>
/// <param name="IsSimulationOn">Whether Sierra's global trade simulation is on.</param>
/// <param name="IsReplay">Whether the chart replays.</param>
public sealed record AttachedStudy(string Contract, string TradeSymbol, string Account, byte Mode, bool IsSimulationOn, bool IsReplay);
