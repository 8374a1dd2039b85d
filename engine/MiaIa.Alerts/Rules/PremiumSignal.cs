using System.Globalization;
using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>A signal of the highest tier lives: told once a signal, when it is born so or raised to it.</summary>
public sealed class PremiumSignal : IAlertRule
{
    private readonly Dictionary<string, ulong> _told = [];

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        foreach (var instrument in facts.Instruments)
        {
            if (instrument.Premium is not { } premium || _told.GetValueOrDefault(instrument.Name) == premium.SignalId)
                continue;
            _told[instrument.Name] = premium.SignalId;
            findings.Happened(
                AlertCode.PremiumSignal,
                instrument.Name,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"PREMIUM {premium.Direction}, C {premium.Score:+0.000;-0.000}, at {premium.PricePoints:0.00}, signal {premium.SignalId}"
                ),
                premium.SignalId
            );
        }
    }
}
