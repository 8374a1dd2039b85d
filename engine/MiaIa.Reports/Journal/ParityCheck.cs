using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.Projections;

namespace MiaIa.Reports.Journal;

/// <summary>
/// Holds a replay against the live run in three ways: the decision hash of each end record, every recorded order intent, and the signals and
/// trades that the database holds.
/// </summary>
/// <param name="options">They decide.</param>
/// <param name="database">Made from the same journal.</param>
internal sealed class ParityCheck(EngineOptions options, string database)
{
    private readonly List<string> _incidents = [];
    private readonly List<string> _remarks = [];
    private readonly ulong _settingsHash = options.SettingsHash();
    private int _chains;
    private int _compared;
    private int _ends;
    private long _intents;
    private long _records;

    internal void Take(IReadOnlyList<(string Path, JournalHeader Header)> chain, JournalPass pass)
    {
        var first = chain[0].Header;
        if (!first.IsFirstOfChain)
        {
            _remarks.Add(
                $"segment {first.ChainFirstNumber}, which begins the chain of {first.Number}, is not there: it cannot be replayed"
            );
            return;
        }

        _chains++;
        var intents = new IntentComparison();
        var decided = new ReplayedDecisions(intents);
        var totals = pass.Replay(chain, intents, decided);
        _records += totals.Records;
        if (OtherDecider(chain) is { } other)
        {
            _remarks.Add(other);
            return;
        }

        _compared++;
        _ends += totals.EndsConfirmed;
        _intents += intents.Confirmed;
        if (totals.EndsConfirmed == 0)
            _remarks.Add($"the chain of segment {first.Number} has no end record yet");
        if (totals.Difference is { } difference)
            _incidents.Add(difference);
        _incidents.AddRange(totals.Unrecorded);
        HoldAgainstRows(first.Number, pass.End, decided);
    }

    internal Parity Result() =>
        new(
            _incidents.Count > 0 ? Parity.Incident
                : _compared == 0 || (_compared < _chains) ? Parity.NotMeasured
                : Parity.Same,
            _chains,
            _records,
            _ends,
            _intents,
            _incidents,
            _remarks
        );

    // What was decided by other rules or settings has to differ.
    private string? OtherDecider(IReadOnlyList<(string Path, JournalHeader Header)> chain)
    {
        foreach (var (_, header) in chain)
        {
            if (header.SettingsHash != _settingsHash)
                return $"segment {header.Number} was decided with other settings than the given ones";
            if (header.RulesVersion != EngineState.RulesVersion)
                return $"segment {header.Number} was decided by rules {header.RulesVersion}, this program decides by rules {EngineState.RulesVersion}";
        }

        return null;
    }

    private void HoldAgainstRows(uint first, JournalPosition end, ReplayedDecisions decided)
    {
        if (DecisionLines.Of(database, first, end) is not { } rows)
        {
            _remarks.Add($"the database has not come to {end} yet: its rows were not compared");
            return;
        }

        Hold("signals", decided.Births, rows.Births);
        Hold("trades", decided.Trips, rows.Trips);
    }

    private void Hold(string what, List<string> replayed, List<string> rows)
    {
        for (var i = 0; i < Math.Max(replayed.Count, rows.Count); i++)
        {
            var (decided, known) = (replayed.ElementAtOrDefault(i) ?? "nothing", rows.ElementAtOrDefault(i) ?? "nothing");
            if (decided == known)
                continue;
            _incidents.Add($"{what}, number {i + 1}: the database holds {known}, the replay decides {decided}");
            return;
        }
    }
}
