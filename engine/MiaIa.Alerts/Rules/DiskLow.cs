using System.Globalization;
using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>The journal's disk is nearly full: a warning below 2 GB, an error below 500 MB. A busy day writes a few hundred MB.</summary>
public sealed class DiskLow : IAlertRule
{
    private const long WarnBytes = 2_000_000_000;
    private const long ErrorBytes = 500_000_000;

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        if (facts.FreeDiskBytes is not { } free)
        {
            findings.Unknown(AlertCode.DiskLow, "");
            return;
        }

        if (free >= WarnBytes)
            return;
        var text = string.Create(CultureInfo.InvariantCulture, $"{free / 1e6:0} MB are left on the journal's disk");
        findings.Holds(AlertCode.DiskLow, "", text, free < ErrorBytes ? AlertSeverity.Error : AlertSeverity.Warning);
    }
}
