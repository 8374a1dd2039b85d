using System.Globalization;
using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>
/// A study that was there, or its book, has not been heard of for five seconds while its market is open. With a position of ours it is an error:
/// the study guards it by itself, and the engine does not see it.
/// </summary>
public sealed class StaleFeed : IAlertRule
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, DateTimeOffset> _since = [];

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        foreach (var instrument in facts.Instruments)
        {
            if (!instrument.IsUsed || !instrument.IsFeedStale || !instrument.IsMarketOpen)
            {
                _since.Remove(instrument.Name);
                continue;
            }

            if (!_since.TryGetValue(instrument.Name, out var since))
                _since.Add(instrument.Name, since = facts.At);
            if (facts.At - since < Patience)
                continue;
            findings.Holds(
                AlertCode.StaleFeed,
                instrument.Name,
                TextOf(instrument),
                instrument.OwnLots == 0 ? AlertSeverity.Warning : AlertSeverity.Error
            );
        }
    }

    private static string TextOf(InstrumentFacts instrument)
    {
        var what = !instrument.IsAttached ? "no study is attached" : "the study or its book is silent";
        // One that is heard of all the time has a silent book: how long ago that was says nothing.
        var heard =
            instrument.SecondsSinceHeard is { } seconds && (!instrument.IsAttached || seconds >= Patience.TotalSeconds)
                ? string.Create(CultureInfo.InvariantCulture, $", last heard {seconds:0} s ago")
                : "";
        FormattableString held = instrument.OwnLots switch
        {
            0 => $"",
            1 or -1 => $"; {instrument.OwnLots:+0;-0} lot of ours is open",
            _ => $"; {instrument.OwnLots:+0;-0} lots of ours are open",
        };
        return $"{what}{heard}; no entries{held.ToString(CultureInfo.InvariantCulture)}";
    }
}
