using System.Globalization;
using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>The engine's certificate ends: a warning thirty days before, critical two days before. Once it has ended nobody new gets in.</summary>
public sealed class CertificateEnding : IAlertRule
{
    private static readonly TimeSpan WarnBefore = TimeSpan.FromDays(30);
    private static readonly TimeSpan CriticalBefore = TimeSpan.FromDays(2);

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        if (facts.CertificateEnds is not { } ends || ends - facts.At > WarnBefore)
            return;
        var (left, end) = (ends - facts.At, ends.UtcDateTime);
        var text =
            left > TimeSpan.Zero
                ? F($"the engine's certificate ends at {end:yyyy-MM-dd HH:mm} UTC, in {left.TotalDays:0.0} days")
                : F($"the engine's certificate ended at {end:yyyy-MM-dd HH:mm} UTC: nobody new gets in");
        findings.Holds(AlertCode.CertificateEnds, "", text, left <= CriticalBefore ? AlertSeverity.Critical : AlertSeverity.Warning);
    }

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
