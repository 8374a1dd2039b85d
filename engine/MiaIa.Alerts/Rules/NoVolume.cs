using System.Globalization;
using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>
/// Nothing trades in regular hours, never outside them: the facts say 0 s there, on half-days too. The gate NO_VOLUME stops entries meanwhile.
/// Before the first trade of all the wait is by the engine's clock.
/// </summary>
public sealed class NoVolume : IAlertRule
{
    private readonly Dictionary<string, DateTimeOffset> _waitingSince = [];

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        foreach (var instrument in facts.Instruments)
        {
            var seconds = instrument.SecondsWithoutVolume;
            if (double.IsNaN(seconds))
            {
                if (!_waitingSince.TryGetValue(instrument.Name, out var since))
                    _waitingSince.Add(instrument.Name, since = facts.At);
                seconds = (facts.At - since).TotalSeconds;
            }
            else
            {
                _waitingSince.Remove(instrument.Name);
            }

            if (seconds <= 0 || seconds < instrument.NoVolumeSecondsMax)
                continue;
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"nothing has traded for {seconds:0} s in regular hours; no entries (NO_VOLUME) until it does"
            );
            findings.Holds(AlertCode.NoVolume, instrument.Name, text);
        }
    }
}
