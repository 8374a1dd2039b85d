using System.Diagnostics.CodeAnalysis;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Risk;

/// <summary>
/// What the gate said about a signal: every rule's finding, and an <see cref="Approved"/> when all of them passed. The default refuses.
/// </summary>
[SuppressMessage("Performance", "CA1815", Justification = "Verdicts are compared by their findings, never with ==.")]
public struct RiskVerdict
{
    private RiskFindings _findings;
    private Approved _approved;

    /// <summary>The signal that was judged.</summary>
    public ulong SignalId { get; private set; }

    /// <summary>Market time.</summary>
    public UnixNanos JudgedAt { get; private set; }

    /// <summary>The codes that refused, each as the bit of its number.</summary>
    public uint Refused { get; private set; }

    /// <summary>Whether there is an entry to make.</summary>
    public readonly bool IsApproved => _approved.IsIssued;

    /// <summary>Every rule's finding, in the order of <see cref="RiskCode"/>.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<RiskFinding> Findings => _findings;

    /// <summary>The codes that refused, such as <c>SPREAD DAILY_LOSS</c>; empty when none did. Allocates: never called in the step.</summary>
    public readonly string RefusedText => RiskCodes.TextOf(Refused);

    /// <summary>The entry that the order stage accepts. False when a rule refused.</summary>
    public readonly bool TryGetApproved(out Approved approved)
    {
        approved = _approved;
        return IsApproved;
    }

    /// <summary>Whether a code refused.</summary>
    public readonly bool IsRefusedBy(RiskCode code) => (Refused & (1u << (int)code)) != 0;

    /// <summary>Everything refuses until its rule has spoken: one that is forgotten lets nothing pass.</summary>
    internal static RiskVerdict Refusing(ulong signalId, UnixNanos judgedAt) =>
        new()
        {
            SignalId = signalId,
            JudgedAt = judgedAt,
            Refused = (1u << RiskCodes.Count) - 1,
        };

    internal void Put(RiskFinding finding)
    {
        _findings[(int)finding.Code] = finding;
        if (finding.Passed)
            Refused &= ~(1u << (int)finding.Code);
        else
            Refused |= 1u << (int)finding.Code;
    }

    internal void Approve(in Approved entry) => _approved = entry;
}
