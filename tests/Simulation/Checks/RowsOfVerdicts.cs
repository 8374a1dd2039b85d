using MiaIa.Engine.Risk;
using Simulation.Faults;

namespace Simulation.Checks;

/// <summary>Rows of the table of faults that the risk gate is there for: reached where it refuses a signal because of them.</summary>
internal static class RowsOfVerdicts
{
    private static readonly (RiskCode Code, FaultRow Row)[] Codes =
    [
        (RiskCode.DailyLoss, FaultRow.R34_DailyLoss),
        (RiskCode.TradesOfDay, FaultRow.R35_TradeOrContractTooMany),
        (RiskCode.PositionCeiling, FaultRow.R35_TradeOrContractTooMany),
        (RiskCode.Runaway, FaultRow.R36_Runaway),
        (RiskCode.PriceCollar, FaultRow.R37_OutsideCollarOrStale),
        (RiskCode.StaleFeed, FaultRow.R37_OutsideCollarOrStale),
        (RiskCode.BookUnsound, FaultRow.R37_OutsideCollarOrStale),
    ];

    internal static void Mark(ReadOnlySpan<RiskVerdict> verdicts, RowsReached rows)
    {
        foreach (ref readonly var verdict in verdicts)
        {
            foreach (var (code, row) in Codes)
            {
                if (verdict.IsRefusedBy(code))
                    rows.Reach(row);
            }
        }
    }
}
