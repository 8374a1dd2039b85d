using System.Globalization;
using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>
/// A study is attached again, or the Gateway's session stands again. The first time of each is the start, and no news; one that was away for less
/// than the second between two looks is none either.
/// </summary>
public sealed class Reconnected : IAlertRule
{
    private readonly Dictionary<string, (bool WasThere, bool IsThere, DateTimeOffset LeftAt)> _known = [];

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        foreach (var instrument in facts.Instruments)
            Look(instrument.Name, instrument.IsAttached, "the study is attached again", facts.At, findings);
        if (facts.Ibkr is { } ibkr)
            Look("IBKR", ibkr.IsLive, "the Gateway delivers again", facts.At, findings);
    }

    private void Look(string subject, bool isThere, string what, DateTimeOffset at, Findings findings)
    {
        var (wasThere, isKnown, leftAt) = _known.GetValueOrDefault(subject);
        if (isThere && !isKnown && wasThere)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{what}, after {(at - leftAt).TotalSeconds:0} s");
            findings.Happened(AlertCode.Reconnected, subject, text);
        }

        _known[subject] = (wasThere || isThere, isThere, isKnown && !isThere ? at : leftAt);
    }
}
