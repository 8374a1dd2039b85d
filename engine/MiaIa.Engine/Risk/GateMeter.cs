using MiaIa.Engine.Market;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Risk;

/// <summary>
/// Counts what each gate refuses, alone and together with others: the gates of a signal at seconds with a tradeable score and no signal, and at
/// births, which all of them let pass; the rules of risk at every birth. A gate that never refuses protects nobody, one that always does trades nothing, and one without its figure guesses.
/// </summary>
public sealed class GateMeter
{
    private const long CarryVersion = 1;

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
            ref readonly var tally = ref _tallies[index];
            if (index >= GateNames.Count)
                return GateCount.Of(NameOf(index), _verdicts, tally.Judged, tally.Refused, tally.RefusedAlone, tally.Unknown);
            var count = GateCount.Of(
                NameOf(index),
                _moments + _verdicts,
                tally.Judged + _verdicts,
                tally.Refused,
                tally.RefusedAlone,
                tally.Unknown
            );
            // What has let a signal be born trades something, however many seconds it refused.
            return count.Standing == GateStanding.Strangling && _verdicts > 0 ? count with { Standing = GateStanding.None } : count;
        }
    }

    /// <summary>Writes what was counted, each gate by its name, so that a later version that has other gates still reads the rest.</summary>
    /// <exception cref="CarryException">The writer has no room.</exception>
    public void Save(CarryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteInt64(CarryVersion);
        writer.WriteInt64(_moments);
        writer.WriteInt64(_verdicts);
        writer.WriteInt64(Gates);
        for (var i = 0; i < Gates; i++)
        {
            writer.WriteString(NameOf(i));
            _tallies[i].Save(writer);
        }
    }

    /// <summary>Goes on from what was written; what is said of a gate that is none any more is left out.</summary>
    /// <exception cref="CarryException">What was written does not fit; then nothing has changed.</exception>
    public void Load(ref CarryReader reader)
    {
        reader.ReadVersion(CarryVersion);
        var (moments, verdicts) = (reader.ReadCount(int.MaxValue), reader.ReadCount(int.MaxValue));
        var tallies = new Tally[Gates];
        for (var left = reader.ReadCount(byte.MaxValue); left > 0; left--)
        {
            var name = reader.ReadString();
            var tally = Tally.Read(ref reader);
            for (var i = 0; i < Gates; i++)
            {
                if (NameOf(i) == name)
                    tallies[i] = tally;
            }
        }

        (_moments, _verdicts) = (moments, verdicts);
        tallies.CopyTo(_tallies, 0);
    }

    private static string NameOf(int index) =>
        index < GateNames.Count ? GateNames.Of((Gate)index) : RiskCodes.NameOf((RiskCode)(index - GateNames.Count));

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

        internal readonly void Save(CarryWriter writer)
        {
            writer.WriteInt64(Judged);
            writer.WriteInt64(Refused);
            writer.WriteInt64(RefusedAlone);
            writer.WriteInt64(Unknown);
        }

        internal static Tally Read(ref CarryReader reader)
        {
            var judged = reader.ReadCount(int.MaxValue);
            // None of the three can be more than was judged.
            return new()
            {
                Judged = judged,
                Refused = reader.ReadCount(judged),
                RefusedAlone = reader.ReadCount(judged),
                Unknown = reader.ReadCount(judged),
            };
        }
    }
}
