using MiaIa.Engine.Confluence;
using MiaIa.Engine.Signals;

namespace MiaIa.Projections.Rows;

/// <summary>Signals as they were born, with readings and gates, and what became of them.</summary>
internal static class SignalRows
{
    internal static readonly RowTable<(Decision Decision, string Contract)> Births = new(
        "signals",
        true,
        [
            ("contract", s => s.Contract),
            ("signal_id", s => Cell.Number(s.Decision.SignalId)),
            ("born_ns", s => s.Decision.BornAt.Value),
            ("direction", s => Cell.Word(s.Decision.Direction)),
            ("tier", s => s.Decision.Tier.ToString()),
            ("score", s => s.Decision.Score),
            ("coverage", s => s.Decision.Coverage),
            ("reference_ticks", s => (long)s.Decision.Reference.Value),
            ("stop_ticks", s => (long)s.Decision.Stop.Value),
            ("target_ticks", s => (long)s.Decision.Target.Value),
            ("size_lots", s => (long)s.Decision.Size.Value),
            ("time_to_live_us", s => s.Decision.TimeToLiveMicros),
        ]
    );

    internal static readonly RowTable<ScoredReading> Readings = new(
        "readings",
        false,
        [
            ("feature", r => r.Name),
            ("value", r => Cell.Real(r.Reading.IsValid ? r.Reading.Value : double.NaN)),
            ("remark", r => r.Reading.Text),
            ("weight", r => r.Weight),
            ("contribution", r => r.Contribution),
        ]
    );

    internal static readonly RowTable<GateVerdict> Gates = new(
        "gates",
        false,
        [
            ("gate", g => g.Name),
            ("passed", g => Cell.Flag(g.Passed)),
            ("value", g => Cell.Real(g.Value)),
            ("limit_value", g => Cell.Real(g.Limit)),
        ]
    );

    internal static readonly RowTable<Decision> Events = new(
        "signal_events",
        true,
        [
            ("signal_id", d => Cell.Number(d.SignalId)),
            ("event", d => d.Event.ToString()),
            ("observed_ns", d => d.ObservedAt.Value),
            ("tier", d => d.Tier.ToString()),
            ("score", d => Cell.Real(d.HasScore ? d.Score : double.NaN)),
            ("coverage", d => d.Coverage),
            ("end_cause", d => d.EndedBecause.ToString()),
        ]
    );
}
