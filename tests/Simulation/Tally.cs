using System.Globalization;
using Simulation.Checks;
using Simulation.Faults;

namespace Simulation;

/// <summary>What several seeds have come to.</summary>
internal sealed class Tally
{
    private readonly List<(ulong Seed, string Rule)> _failures = [];

    internal int Days { get; private set; }

    internal long Fills { get; private set; }

    internal long PartialFills { get; private set; }

    internal long Intents { get; private set; }

    internal RowsReached Rows { get; } = new();

    internal ScenesReached Scenes { get; } = new();

    internal IReadOnlyList<(ulong Seed, string Rule)> Failures => _failures;

    internal string RowsInWords => $"{Rows}; {Scenes}";

    /// <summary>Runs a seed.</summary>
    internal void Take(ulong seed, Func<DayPlan, DayPlan>? change = null)
    {
        Days++;
        using var day = new SimulatedDay(seed, change: change);
        try
        {
            var result = day.Run();
            Fills += result.Fills;
            PartialFills += result.PartialFills;
            Intents += result.Intents;
            Rows.Add(day.Rows);
            Scenes.Add(day.Scenes);
        }
        catch (BrokenRuleException broken)
        {
            _failures.Add((seed, broken.Message));
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Intents} entries, {Fills} fills, {PartialFills} partial, {Failures.Count} failed");
}
