using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Risk;

/// <summary>
/// Counts what each gate refuses, alone and together with others: the gates of a signal at moments with a tradeable score, and the rules of
/// risk at every birth. A gate that never refuses protects nobody, one that always does trades nothing, and one without its figure guesses.
/// </summary>
public sealed class GateMeter
{
    /// <summary>Fewer judgements than this say nothing about a gate.</summary>
    public const int JudgedMin = 20;

    /// <summary>The share of refusals from which a gate strangles.</summary>
    public const double StranglingShare = 0.99;

    /// <summary>Gates of the signals, then the codes of risk.</summary>
    public const int Gates = GateNames.Count + RiskCodes.Count;

    private readonly Tally[] _tallies = new Tally[Gates];
    private long _moments;
    private long _verdicts;

    /// <summary>Takes the signals' gates at a moment at which the score alone would make a signal.</summary>
    public void Take(ReadOnlySpan<GateVerdict> gates)
    {
        _moments++;
        var refused = 0;
        foreach (var gate in gates)
            refused += gate.Passed ? 0 : 1;
        for (var i = 0; i < gates.Length; i++)
        {
            if ((int)gates[i].Gate == i)
                _tallies[i].Add(gates[i].Passed, refused == 1, double.IsNaN(gates[i].Value));
        }
    }

    /// <summary>Takes the verdict about a signal that was born.</summary>
    public void Take(in RiskVerdict verdict)
    {
        _verdicts++;
        var refused = 0;
        foreach (var finding in verdict.Findings)
            refused += finding.Passed ? 0 : 1;
        for (var i = 0; i < RiskCodes.Count; i++)
        {
            var finding = verdict.Findings[i];
            // A place that no rule has filled holds the default, whose code is the first one's.
            if ((int)finding.Code == i)
                _tallies[GateNames.Count + i].Add(finding.Passed, refused == 1, double.IsNaN(finding.Value));
        }
    }

    /// <summary>How a gate stands; the signals' gates first, then the codes, each in its own order.</summary>
    /// <param name="index">0 … <see cref="Gates"/> − 1.</param>
    public GateCount this[int index]
    {
        get
        {
            var isGate = index < GateNames.Count;
            ref readonly var tally = ref _tallies[index];
            return GateCount.Of(
                isGate ? GateNames.Of((Gate)index) : RiskCodes.NameOf((RiskCode)(index - GateNames.Count)),
                isGate ? _moments : _verdicts,
                tally.Judged,
                tally.Refused,
                tally.RefusedAlone,
                tally.Unknown
            );
        }
    }

    private struct Tally
    {
        internal long Judged;
        internal long Refused;
        internal long RefusedAlone;
        internal long Unknown;

        internal void Add(bool passed, bool isOnlyOne, bool isUnknown)
        {
            Judged++;
            Refused += passed ? 0 : 1;
            RefusedAlone += !passed && isOnlyOne ? 1 : 0;
            Unknown += isUnknown ? 1 : 0;
        }
    }
}
