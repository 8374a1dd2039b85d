using System.Globalization;
using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>
/// From the study to the engine it takes more than 50 ms: in three of the last ten seconds, so that one pause of the system is none. A second in
/// which nothing came says nothing.
/// </summary>
public sealed class LatencyHigh : IAlertRule
{
    /// <summary>A slower frame makes its second a slow one.</summary>
    public const double LimitMs = 50;

    private const int SecondsKept = 10;
    private const int SlowSecondsMin = 3;

    private readonly Dictionary<string, Queue<double>> _seconds = [];

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        foreach (var instrument in facts.Instruments)
        {
            if (!_seconds.TryGetValue(instrument.Name, out var seconds))
                _seconds.Add(instrument.Name, seconds = new(SecondsKept + 1));
            seconds.Enqueue(instrument.SlowestFrameMs);
            if (seconds.Count > SecondsKept)
                seconds.Dequeue();

            var slow = seconds.Count(ms => ms > LimitMs);
            if (slow < SlowSecondsMin)
                continue;
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"from the study to the engine up to {seconds.Max():0} ms, above {LimitMs:0} ms in {slow} of the last {seconds.Count} s"
            );
            findings.Holds(AlertCode.LatencyHigh, instrument.Name, text);
        }
    }
}
