using System.Globalization;
using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>
/// A gate refuses nearly everything it is asked about, or has never known the figure by which it judges. Counted is what this rule has seen happen, not
/// in the past: from the moment at which the gate let something pass, it begins anew. When a gate has not been asked for a quarter of an hour, nothing
/// is refused any more. Whoever halts means it, and a halt is an alert of its own.
/// </summary>
public sealed class GateStrangling : IAlertRule
{
    private const string OfAHalt = "not_halted";
    private const int JudgedMin = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly Dictionary<(string Instrument, string Gate), Seen> _seen = [];

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        foreach (var instrument in facts.Instruments)
        {
            foreach (var gate in instrument.Gates.Where(gate => gate.Name != OfAHalt))
            {
                if (!_seen.TryGetValue((instrument.Name, gate.Name), out var seen))
                    _seen.Add((instrument.Name, gate.Name), seen = new(gate));
                var judged = seen.JudgedIn(gate, instrument.IsPast, facts.At);
                if (judged < JudgedMin || facts.At - seen.AskedAt >= Patience)
                    continue;
                var what = gate.Verdict switch
                {
                    "strangling" => string.Create(CultureInfo.InvariantCulture, $"refused {judged} of {judged} signals"),
                    "unwired" => string.Create(CultureInfo.InvariantCulture, $"did not know its figure in {judged} judgements"),
                    _ => "",
                };
                if (what.Length > 0)
                    findings.Holds(AlertCode.GateStrangling, $"{instrument.Name} {gate.Name}", what);
            }
        }
    }

    // What was counted before the first look is of another time, such as that of the engine before this one.
    private sealed class Seen(GateFacts first)
    {
        private GateFacts _base = first;
        private GateFacts _newest = first;
        private bool _wasPast;

        internal DateTimeOffset AskedAt { get; private set; }

        internal long JudgedIn(GateFacts gate, bool isPast, DateTimeOffset at)
        {
            var isCountedAnew = gate.Judged < _newest.Judged;
            var hasPassed = gate.Judged - gate.Refused > _newest.Judged - _newest.Refused && gate.Verdict != "unwired";
            if (gate.Judged > _newest.Judged)
                AskedAt = at;
            // What was counted between two looks is of the past, too, where one of them was.
            if (isPast || _wasPast || isCountedAnew || hasPassed)
                _base = gate;
            (_newest, _wasPast) = (gate, isPast);
            return gate.Judged - _base.Judged;
        }
    }
}
