using System.Globalization;
using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>Lots of ours have had no working stop for two seconds, which an order takes on its way at most, and no flatten closes them.</summary>
public sealed class NakedPosition : IAlertRule
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, DateTimeOffset> _since = [];

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        foreach (var instrument in facts.Instruments)
        {
            var held = Math.Abs(instrument.OwnLots);
            if (held <= instrument.WorkingStopLots || instrument.IsFlattening)
            {
                _since.Remove(instrument.Name);
                continue;
            }

            if (!_since.TryGetValue(instrument.Name, out var since))
                _since.Add(instrument.Name, since = facts.At);
            if (facts.At - since < Patience)
                continue;
            findings.Holds(AlertCode.NakedPosition, instrument.Name, TextOf(instrument, (facts.At - since).TotalSeconds));
        }
    }

    private static string TextOf(InstrumentFacts instrument, double seconds)
    {
        var (lots, stops) = (instrument.OwnLots, instrument.WorkingStopLots);
        return lots is 1 or -1
            ? string.Create(CultureInfo.InvariantCulture, $"{lots:+0;-0} lot of ours without a working stop, for {seconds:0} s")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{lots:+0;-0} lots of ours, {stops} of them with a working stop, for {seconds:0} s"
            );
    }
}
