using System.Globalization;
using System.Text.RegularExpressions;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Evidence.Recordings;

namespace MiaIa.Evidence.Backtest;

/// <summary>What the recordings of played days lack, in plain words: how much of each day there is, and what was left out or taken otherwise.</summary>
/// <param name="WholeDays">Days of which nearly all hours were recorded.</param>
/// <param name="Lines">What a reader has to know before any figure.</param>
internal sealed partial record RecordedPreface(int WholeDays, IReadOnlyList<string> Lines)
{
    private const int DaysNamed = 10;

    /// <summary>Which days those are, as yyyy-MM-dd.</summary>
    internal IReadOnlySet<string> Whole { get; private init; } = new HashSet<string>();

    /// <summary>With what each day's playing noted.</summary>
    internal static RecordedPreface Of(IReadOnlyList<RecordedDay> recorded, DayFacts[] days)
    {
        var told = Of(recorded, [.. days.Select(day => day.Date)]);
        return told with { Lines = [.. told.Lines, .. Notes(days)] };
    }

    internal static RecordedPreface Of(IReadOnlyList<RecordedDay> recorded, IReadOnlyList<string> days)
    {
        var byDate = recorded.ToDictionary(day => Text(day.Date));
        RecordedDay[] played = [.. days.Select(day => byDate.GetValueOrDefault(day)).OfType<RecordedDay>()];
        RecordedDay[] parts = [.. played.Where(day => !day.IsWhole)];
        var lines = new List<string>();
        if (parts.Length > 0)
        {
            var hours = parts.Select(day => F($"{Text(day.Date)} {day.HoursRecorded:0.0} of {day.HoursOfDay:0.0} hours"));
            lines.Add(
                F(
                    $"Of {parts.Length} of {Counted.Of(days.Count, "day")} a fragment was recorded, which shows nothing of the hours that are missing and does not count as a day: {Named(hours)}."
                )
            );
        }

        RecordedDay[] remarked = [.. played.Where(day => day.RecordingRemarks.Count > 0)];
        if (remarked.Length > 0)
        {
            lines.Add(
                F($"Of the recordings: {Named(remarked.Select(day => $"{Text(day.Date)}: {string.Join(", ", day.RecordingRemarks)}"))}.")
            );
        }

        var whole = played.Where(day => day.IsWhole).Select(day => Text(day.Date)).ToHashSet(StringComparer.Ordinal);
        return new(whole.Count, lines) { Whole = whole };
    }

    // One line a kind of note, whatever the number that it begins with.
    private static IEnumerable<string> Notes(DayFacts[] days) =>
        days.SelectMany(day => day.Notes.Select(note => (day.Date, Match: Number().Match(note))))
            .Where(one => one.Match.Success)
            .GroupBy(one => one.Match.Groups[2].Value)
            .Select(kind =>
                F(
                    $"On {kind.Select(one => one.Date).Distinct().Count()} of {Counted.Of(days.Length, "day")}: {kind.Sum(one => long.Parse(one.Match.Groups[1].Value, CultureInfo.InvariantCulture)):N0}{kind.Key}."
                )
            );

    private static string Named(IEnumerable<string> days)
    {
        var all = days.ToArray();
        var more = all.Length - DaysNamed;
        return string.Join("; ", all.Take(DaysNamed))
            + (more > 0 ? F($"; and {Counted.Of(more, "more day")}, which miaia data index names") : "");
    }

    internal static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^([0-9]+)( .*)$")]
    private static partial Regex Number();
}
