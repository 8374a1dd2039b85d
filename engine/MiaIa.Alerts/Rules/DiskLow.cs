using System.Globalization;
using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>A disk that the engine writes to is nearly full: a warning below 2 GB, an error below 500 MB. A busy day writes a few hundred MB.</summary>
public sealed class DiskLow : IAlertRule
{
    private const long WarnBytes = 2_000_000_000;
    private const long ErrorBytes = 500_000_000;

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        foreach (var disk in facts.Disks)
        {
            if (disk.FreeBytes is not { } free)
            {
                findings.Unknown(AlertCode.DiskLow, disk.Root);
                continue;
            }

            if (free >= WarnBytes)
                continue;
            var text = string.Create(CultureInfo.InvariantCulture, $"{free / 1e6:0} MB are left on the disk of: {disk.Places}");
            findings.Holds(AlertCode.DiskLow, disk.Root, text, free < ErrorBytes ? AlertSeverity.Error : AlertSeverity.Warning);
        }
    }
}
