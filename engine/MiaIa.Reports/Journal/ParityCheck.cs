using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.Projections;

namespace MiaIa.Reports.Journal;

/// <summary>
/// Holds a replay against the live run in three ways: the decision hash of each end record, every recorded order intent, and the signals and
/// trades that the database holds.
/// </summary>
/// <param name="options">They decide where a chain does not say what was in force.</param>
/// <param name="database">Made from the same journal.</param>
internal sealed class ParityCheck(EngineOptions options, string database)
{
    private readonly List<string> _incidents = [];
    private readonly List<string> _remarks = [];
    private int _chains;
    private int _compared;
    private int _ends;
    private long _intents;
    private long _records;
    private long _rows;

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
        var inForce = SettingsRecord.Of(chain[0].Path, options) ?? options;
        var totals = pass.Replay(inForce, chain, intents, decided);
        _records += totals.Records;
        // What was decided by other rules or settings has to differ.
        if (OtherDecider.Of(chain.Select(segment => segment.Header), inForce.SettingsHash()) is { } other)
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

    internal Parity Result()
    {
        var isNothing = _ends + _intents + _rows == 0;
        if (isNothing && _compared > 0)
            _remarks.Add("nothing could be compared: no end record, no order intent and no row of the database");
        return new(
            _incidents.Count > 0 ? Parity.Incident
                : _compared == 0 || _compared < _chains || isNothing ? Parity.NotMeasured
                : Parity.Same,
            _chains,
            _records,
            _ends,
            _intents,
            _incidents,
            _remarks
        );
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
            {
                _rows++;
                continue;
            }

            _incidents.Add($"{what}, number {i + 1}: the database holds {known}, the replay decides {decided}");
            return;
        }
    }
}
