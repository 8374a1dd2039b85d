using MiaIa.Reports.Changes;
using MiaIa.Reports.Journal;
using MiaIa.Reports.Periods;

namespace MiaIa.Reports.Content;

/// <summary>Everything that a report says. What is null was not measured, or does not belong to its kind.</summary>
/// <param name="Kind">day, week, month or weekend.</param>
/// <param name="FirstTradeDate">yyyy-MM-dd.</param>
/// <param name="LastTradeDate">yyyy-MM-dd.</param>
/// <param name="MadeAtUtc">When, ISO 8601.</param>
/// <param name="EngineVersion">Of the program that made it.</param>
/// <param name="IsOver">Whether the period's last session has closed.</param>
/// <param name="Kpis">What was promised, and what is.</param>
/// <param name="Books">One a mode and label.</param>
/// <param name="SignalsBorn">Signals of the period.</param>
/// <param name="Thresholds">The threshold card: limits of the tiers.</param>
/// <param name="Rules">The threshold card: rules of risk.</param>
/// <param name="Gates">Ghosts by the rule that refused them.</param>
/// <param name="Journal">What a replay of the journal told.</param>
/// <param name="Notes">Where the journal says that its rows may differ from what was lived through.</param>
public sealed record Report(
    string Kind,
    string FirstTradeDate,
    string LastTradeDate,
    string MadeAtUtc,
    string EngineVersion,
    bool IsOver,
    IReadOnlyList<Kpi> Kpis,
    IReadOnlyList<BookReport> Books,
    long SignalsBorn,
    IReadOnlyList<ThresholdLine> Thresholds,
    IReadOnlyList<RuleLine> Rules,
    IReadOnlyList<GateLine> Gates,
    JournalFacts Journal,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Rises when a name in the JSON changes its meaning.</summary>
    public int Format { get; } = 2;

    /// <summary>How each figure is computed.</summary>
    public IReadOnlyDictionary<string, string> Formulas { get; } = Content.Formulas.All;

    /// <summary>From the study's call to the answer handed over to its stream, in regular hours; null = not measured.</summary>
    public LatencyFacts? Answers { get; init; }

    /// <summary>What its days can and cannot show; empty where the journal of a live engine is reported.</summary>
    public IReadOnlyList<string> Preface { get; init; } = [];

    /// <summary>Why approved signals were not traded: what the study refused and Sierra rejected, by code.</summary>
    public IReadOnlyList<StudyRefusal> RefusedByStudy { get; init; } = [];

    /// <summary>Which settings the week speaks against, and on what evidence; none in a day's report.</summary>
    public IReadOnlyList<Suggestion> Suggestions { get; init; } = [];

    /// <summary>The month before beside this one, by book; only in a month's report.</summary>
    public IReadOnlyList<BeforeAfter> Months { get; init; } = [];

    /// <summary>What became of each change since the month before began; only in a month's report.</summary>
    public IReadOnlyList<SettingsChange> Changes { get; init; } = [];

    /// <summary>The days of the week that follows; only in the weekend's report.</summary>
    public IReadOnlyList<CalendarLine> NextWeek { get; init; } = [];
}
