using System.Globalization;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Evidence.Recordings;

namespace MiaIa.Evidence.Backtest;

/// <summary>What has to be said of the recordings behind a result.</summary>
/// <param name="WholeDays">Days that were tried and of which nearly all hours were recorded.</param>
/// <param name="LeftOut">Days of the time asked for that were not tried, each with the reason.</param>
/// <param name="Lines">In plain sentences.</param>
public sealed record RecordedNote(int WholeDays, IReadOnlyList<NotPlayedDay> LeftOut, IReadOnlyList<string> Lines)
{
    /// <summary>Which days are whole, as yyyy-MM-dd: where only some of the days that were tried judge, only those among them count.</summary>
    internal IReadOnlySet<string> Whole { get; private init; } = new HashSet<string>();

    /// <summary>Makes it.</summary>
    /// <param name="tried">Dates as yyyy-MM-dd, in their order.</param>
    /// <param name="recorded">What the index says of them; others may be among them.</param>
    /// <param name="leftOut">What was recorded and not tried.</param>
    /// <param name="warmUpDays">Days before each that were played first.</param>
    public static RecordedNote Of(
        IReadOnlyList<string> tried,
        IReadOnlyList<RecordedDay> recorded,
        IReadOnlyList<NotPlayedDay> leftOut,
        int warmUpDays
    )
    {
        ArgumentNullException.ThrowIfNull(tried);
        ArgumentNullException.ThrowIfNull(recorded);
        ArgumentNullException.ThrowIfNull(leftOut);
        var preface = RecordedPreface.Of(recorded, tried);
        var lines = new List<string>();
        if (tried.Count > 0)
            lines.Add(F($"Tried on {Counted.Of(tried.Count, "day")}, {tried[0]} to {tried[^1]}. {Left(leftOut)}"));
        lines.AddRange(preface.Lines);
        var without = recorded.Count(day => day.ChainPath.Length == 0 && tried.Contains(RecordedPreface.Text(day.Date)));
        if (without > 0)
            lines.Add(F($"On {without} of {Counted.Of(tried.Count, "day")} {BacktestPreface.NoChain}"));
        if (warmUpDays == 0)
            lines.Add(F($"On {tried.Count} of {Counted.Of(tried.Count, "day")} {BacktestPreface.NotAsked}"));
        return new(preface.WholeDays, leftOut, lines) { Whole = preface.Whole };
    }

    private static string Left(IReadOnlyList<NotPlayedDay> leftOut) =>
        leftOut.Count == 0
            ? "No recorded day was left out."
            : "Left out: "
                + string.Join("; ", leftOut.Select(day => day.Date.Length == 0 ? day.Why : $"{day.Date} {day.Contract}: {day.Why}"))
                + ".";

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
