using MiaIa.Alerts.Facts;
using MiaIa.Alerts.Rules;

namespace MiaIa.Alerts.Tests.Rules;

/// <summary>Plays facts to one rule, one a second, and keeps the seconds at which it finds something.</summary>
internal sealed class RuleTable(IAlertRule rule)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 15, 0, 0, TimeSpan.Zero);
    private readonly Findings _findings = new();

    /// <summary>What was found last.</summary>
    internal Finding Newest { get; private set; }

    /// <summary>Facts with one instrument in use in regular hours of an open market.</summary>
    internal static EngineFacts Facts(Func<InstrumentFacts, InstrumentFacts>? change = null)
    {
        var es = new InstrumentFacts
        {
            Name = "ES",
            IsUsed = true,
            IsAttached = true,
            IsMarketOpen = true,
            IsRegular = true,
            NoVolumeSecondsMax = 60,
        };
        return new EngineFacts { At = Start, Instruments = [change is null ? es : change(es)] };
    }

    /// <summary>The seconds at which something was found.</summary>
    internal int[] Play(int seconds, Func<int, EngineFacts> factsAt, int from = 0)
    {
        var found = new List<int>();
        for (var second = from; second < seconds; second++)
        {
            _findings.Clear();
            rule.Judge(At(factsAt(second), Start.AddSeconds(second)), _findings);
            if (_findings.Seen.Count == 0)
                continue;
            Newest = _findings.Seen[^1];
            found.Add(second);
        }

        return [.. found];
    }

    // A market of now, unless the facts say otherwise.
    private static EngineFacts At(EngineFacts facts, DateTimeOffset at) =>
        facts with
        {
            At = at,
            Instruments = [.. facts.Instruments.Select(one => one.MarketAt == default ? one with { MarketAt = at } : one)],
        };

    /// <summary>… of an instrument.</summary>
    internal int[] Play(int seconds, Func<int, InstrumentFacts, InstrumentFacts> change, int from = 0) =>
        Play(seconds, second => Facts(es => change(second, es)), from);
}
