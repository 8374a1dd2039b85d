using System.Numerics;
using MiaIa.Engine.Risk;

namespace MiaIa.Projections.Rows;

/// <summary>What the risk gate said of a signal, and each of its rules.</summary>
internal static class VerdictRows
{
    internal static readonly RowTable<RiskVerdict> Verdicts = new(
        "verdicts",
        true,
        [
            ("signal_id", v => Cell.Number(v.SignalId)),
            ("judged_ns", v => v.JudgedAt.Value),
            ("approved", v => Cell.Flag(v.IsApproved)),
            ("refusals", v => (long)BitOperations.PopCount(v.Refused)),
            ("refused", v => v.RefusedText),
            ("lots", v => v.TryGetApproved(out var approved) ? approved.Lots.Value : 0L),
        ]
    );

    internal static readonly RowTable<RiskFinding> Codes = new(
        "verdict_codes",
        false,
        [
            ("code", f => f.Name),
            ("passed", f => Cell.Flag(f.Passed)),
            ("value", f => Cell.Real(f.Value)),
            ("limit_value", f => Cell.Real(f.Limit)),
        ]
    );
}
