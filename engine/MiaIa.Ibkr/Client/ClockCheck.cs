using System.Globalization;

namespace MiaIa.Ibkr.Client;

/// <summary>
/// Compares the Gateway's clock with this machine's at each heartbeat. Values carry the time at which they were received, so that a clock an
/// hour off makes a chain settle an hour early and every value stale: it has to be said.
/// </summary>
internal sealed class ClockCheck(ClientSettings settings, TimeProvider time, AlertBook alerts)
{
    public void OnGatewayTime(long unixSeconds)
    {
        // The Gateway's seconds are whole, and its answer may take a few.
        var difference = TimeSpan.FromSeconds(unixSeconds - (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds);
        if (difference.Duration() <= settings.ClockDifferenceMax)
        {
            alerts.Close(AlertNames.ClockDiffers);
            return;
        }

        alerts.RaiseOnce(
            AlertNames.ClockDiffers,
            AlertSeverity.Error,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the Gateway's clock is {difference.Duration().TotalSeconds:F0} s {(difference > TimeSpan.Zero ? "ahead of" : "behind")} this machine's: set the wrong one right, values are dated by this machine's"
            )
        );
    }
}
