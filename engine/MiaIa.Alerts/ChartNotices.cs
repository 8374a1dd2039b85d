using MiaIa.Hosting;

namespace MiaIa.Alerts;

/// <summary>
/// What the panel of each chart says of the alerts that are open: the most serious one of its own instrument or of the whole engine. One of another
/// instrument stands on that one's own chart; where there is none, here behind those, so that a position of ours is not forgotten.
/// </summary>
public sealed class ChartNotices
{
    private const int CharactersMax = 160;

    // At most one of each instrument, and one of the whole engine under the name "".
    private readonly List<(string Instrument, string Line)> _worst = [];

    /// <summary>What to say of these.</summary>
    /// <param name="alerts">The most serious first.</param>
    /// <param name="instruments">Names with which a subject may begin, such as <c>ES</c>.</param>
    public ChartNotices(IReadOnlyList<Alert> alerts, IReadOnlyCollection<string> instruments)
    {
        ArgumentNullException.ThrowIfNull(alerts);
        foreach (var alert in alerts)
        {
            // Information is no reason to look away from the market, and a halt the panel says by itself.
            if (alert is not { IsOpen: true, AcknowledgedBy: "", Severity: > AlertSeverity.Information, Code: not AlertCode.Halted })
                continue;

            var owner = instruments.FirstOrDefault(name => IsOf(alert.Subject, name), "");
            if (!_worst.Exists(known => known.Instrument == owner))
                _worst.Add((owner, LineOf(alert)));
        }
    }

    /// <summary>No alert is open.</summary>
    public static ChartNotices None { get; } = new([], []);

    /// <summary>One line of at most 160 characters; empty = nothing is to be said.</summary>
    /// <param name="instrument">Of the chart.</param>
    /// <param name="hasChart">Whether a chart of that instrument is there, which says its own.</param>
    public string For(string instrument, Func<string, bool> hasChart)
    {
        ArgumentNullException.ThrowIfNull(hasChart);
        foreach (var (owner, line) in _worst)
        {
            if (owner.Length == 0 || owner == instrument)
                return line;
        }

        foreach (var (owner, line) in _worst)
        {
            if (!hasChart(owner))
                return line;
        }

        return "";
    }

    // A subject is the instrument, or the instrument and what of it: a feature, a gate.
    private static bool IsOf(string subject, string instrument) =>
        subject.StartsWith(instrument, StringComparison.Ordinal)
        && (subject.Length == instrument.Length || subject[instrument.Length] == ' ');

    private static string LineOf(Alert alert) =>
        PrintableText.From(new AlertNotice(NoticeCause.Raised, alert with { Count = 1 }).Line, CharactersMax - 1);
}
