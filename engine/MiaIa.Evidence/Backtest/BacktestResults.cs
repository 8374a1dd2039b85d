using MiaIa.Reports.Content;

namespace MiaIa.Evidence.Backtest;

/// <summary>All that a backtest says; the same days give the same.</summary>
/// <param name="From">The first trading day that was asked for, yyyy-MM-dd.</param>
/// <param name="To">The last one.</param>
/// <param name="Instrument">ES, MES, NQ or MNQ.</param>
/// <param name="SettingsHash">Of the settings that decided.</param>
/// <param name="RulesVersion">Of the engine's rules.</param>
/// <param name="EngineVersion">Of the program.</param>
/// <param name="Days">What was played.</param>
/// <param name="NotPlayed">What was recorded and not played.</param>
/// <param name="Report">What came of it.</param>
public sealed record BacktestResults(
    string From,
    string To,
    string Instrument,
    string SettingsHash,
    uint RulesVersion,
    string EngineVersion,
    IReadOnlyList<DayFacts> Days,
    IReadOnlyList<NotPlayedDay> NotPlayed,
    Report Report
)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "backtest_results.json";

    /// <summary>The page's name.</summary>
    public const string PageName = "backtest.html";

    /// <summary>Rises when a name in the JSON changes its meaning.</summary>
    public int Format { get; } = 1;

    /// <summary>Sets of parameters that this program tried to come to these results: how many were tried before, it cannot know.</summary>
    public int SetsTried { get; } = 1;
}
