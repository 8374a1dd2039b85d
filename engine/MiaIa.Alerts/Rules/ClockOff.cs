using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>
/// Market time and this machine's clock are too far apart: no signal is made meanwhile. While the market is closed nothing trades by which it could be
/// told that they agree again.
/// </summary>
public sealed class ClockOff : IAlertRule
{
    private const string Text = "market time and this PC's clock differ by 2 s or more; no signals until they agree";

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        foreach (var instrument in facts.Instruments)
        {
            if (instrument is not { IsClockOff: true, IsAttached: true })
                continue;
            if (instrument.IsMarketOpen)
                findings.Holds(AlertCode.ClockOff, instrument.Name, Text);
            else
                findings.Unknown(AlertCode.ClockOff, instrument.Name);
        }
    }
}
