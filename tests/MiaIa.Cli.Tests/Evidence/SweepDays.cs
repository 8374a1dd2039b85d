using System.Globalization;
using System.Security.Cryptography;
using MiaIa.Evidence.Tests;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Cli.Tests.Evidence;

/// <summary>Recordings of made-up trading days, a plan of sets over them, and what one process makes of both.</summary>
internal sealed class SweepDays : IDisposable
{
    private readonly MadeUpDays _days;
    private readonly int _count;

    /// <param name="count">Of days from the 16th of November 2026 on, at most 5.</param>
    /// <param name="minutes">Of each.</param>
    /// <param name="sets">How many the plan draws.</param>
    /// <param name="more">A further parameter of the plan.</param>
    public SweepDays(int count, int minutes, int sets, string more = "target_ticks: 16")
    {
        DateOnly[] dates = [.. Enumerable.Range(16, count).Select(day => new DateOnly(2026, 11, day))];
        (_days, _count) = (new MadeUpDays(minutes, SyntheticSession.Symbol, dates), count);
        File.WriteAllText(
            PlanPath,
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                design: latin
                sets: {{sets}}
                select: profit
                trades_min: 1
                winners: 4
                train_days: 2
                test_days: 1
                embargo_days: 0
                parameters:
                  coverage_floor: 0.3
                  tiers.weak: 0.05
                  tiers.good: {from: 0.09, to: 0.14}
                  weights.vwap_trend_signal: {from: 0.05, to: 0.3}
                  hold_ms: [750, 3000]
                  stop_ticks: {from: 5, to: 12, step: 1}
                  {{more}}
                """
            )
        );
    }

    public string Root => _days.Root;

    public string PlanPath => Path.Combine(Root, "plan.yaml");

    public string Out(string name) => Path.Combine(Root, name);

    /// <summary>A whole command line.</summary>
    /// <param name="command">sweep or walk-forward.</param>
    /// <param name="name">Folder of the results.</param>
    /// <param name="more">How it is carried, and how the sets are cut.</param>
    public string[] Line(string command, string name, params string[] more) =>
        [
            command,
            PlanPath,
            "--data",
            _days.Data,
            "--from",
            "2026-11-16",
            "--to",
            $"2026-11-{15 + _count}",
            "--warm-up",
            "0",
            "--out",
            Out(name),
            .. more,
        ];

    /// <summary>A whole command line of a backtest of the same days.</summary>
    public string[] BacktestLine(string folder, string settings) =>
        [
            "backtest",
            "--data",
            _days.Data,
            "--settings",
            settings,
            "--from",
            "2026-11-16",
            "--to",
            $"2026-11-{15 + _count}",
            "--warm-up",
            "0",
            "--out",
            folder,
            "--workers",
            "1",
        ];

    /// <summary>Every file of a plan's units by its name, with a hash of its bytes.</summary>
    public SortedDictionary<string, string> Units(string name, string plan)
    {
        var root = Path.Combine(Out(name), plan, "units");
        return new(
            Directory
                .EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .ToDictionary(
                    path => Path.GetRelativePath(root, path),
                    path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))
                ),
            StringComparer.Ordinal
        );
    }

    /// <summary>The bytes of a result, as JSON and as a page.</summary>
    public (string Json, string Page) Result(string name, string command) =>
        (File.ReadAllText(Path.Combine(Out(name), command + ".json")), File.ReadAllText(Path.Combine(Out(name), command + ".html")));

    public void Dispose() => _days.Dispose();
}
