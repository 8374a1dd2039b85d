using System.Globalization;

namespace MiaIa.Alerts.Book;

/// <summary>
/// Keeps those who are written to from a flood: six messages a minute go through, and all that are critical; of the others one summary is told when
/// the minute is over. Log and list have them all. What no channel wants counts for nothing.
/// </summary>
/// <param name="least">Less serious ones are sent to nobody.</param>
public sealed class SurgeGuard(AlertSeverity least = AlertSeverity.Information)
{
    /// <summary>Messages that go through in one window.</summary>
    public const int PassedMax = 6;

    /// <summary>How long a window lasts from its first message.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly List<AlertNotice> _held = [];
    private DateTimeOffset _windowEnds;
    private int _passed;

    /// <summary>What goes through at a moment.</summary>
    public IReadOnlyList<AlertNotice> Pass(DateTimeOffset at, IReadOnlyList<AlertNotice> notices)
    {
        ArgumentNullException.ThrowIfNull(notices);
        notices = [.. notices.Where(notice => notice.Alert.Severity >= least)];
        var passed = new List<AlertNotice>();
        if (at >= _windowEnds)
        {
            if (_held.Count > 0)
                passed.Add(Summary(at));
            _held.Clear();
            _passed = passed.Count;
            _windowEnds = passed.Count + notices.Count > 0 ? at + Window : _windowEnds;
        }

        foreach (var notice in notices)
        {
            if (_passed < PassedMax || notice.Alert.Severity == AlertSeverity.Critical)
                passed.Add(notice);
            else
                _held.Add(notice);
            _passed++;
        }

        return passed;
    }

    private AlertNotice Summary(DateTimeOffset at)
    {
        var worst = _held.MaxBy(notice => notice.Alert.Severity)!;
        var kinds = _held.GroupBy(notice => notice.Alert.Name).OrderByDescending(group => group.Count()).ThenBy(group => group.Key);
        var counts = string.Join(", ", kinds.Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}")));
        var text = string.Create(CultureInfo.InvariantCulture, $"{_held.Count} more in a minute: {counts}; the most serious: {worst.Line}");
        return new AlertNotice(NoticeCause.Raised, new Alert(0, AlertCode.Surge, "", worst.Alert.Severity, text, at, at, 1))
        {
            Others = [.. _held.Where(notice => !notice.IsEnd).Select(notice => notice.Alert.Id)],
        };
    }
}
