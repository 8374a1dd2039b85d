using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>Market time and this machine's clock are too far apart: no signal is made meanwhile.</summary>
public sealed class ClockOff : IAlertRule
{
    private const string Text = "market time and this PC's clock differ by 2 s or more; no signals until they agree";

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        foreach (var instrument in facts.Instruments)
        {
            if (instrument is { IsClockOff: true, IsAttached: true })
                findings.Holds(AlertCode.ClockOff, instrument.Name, Text);
        }
    }
}
