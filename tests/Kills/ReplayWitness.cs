using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;

namespace Kills;

/// <summary>Looks on while a chain is replayed, and asks the state at each place at which a running engine told a hash.</summary>
internal sealed class ReplayWitness : IReplayObserver
{
    private readonly EngineState _state;
    private readonly Dictionary<int, List<ToldHash>> _told = [];
    private readonly Dictionary<int, (string Segment, string StateHash, JournalHeader Header)> _recovered = [];
    private int _records;

    internal ReplayWitness(
        EngineState state,
        IReadOnlyList<string> segments,
        IReadOnlyList<ToldHash> told,
        IReadOnlyList<(string Segment, string StateHash)> recovered
    )
    {
        _state = state;
        var before = 0;
        foreach (var path in segments)
        {
            var name = Path.GetFileName(path);
            foreach (var hash in told.Where(hash => hash.Segment == name))
                Listed(before + hash.Records).Add(hash);
            // What is recovered at the head of a chain is its carry, and no replay of this chain.
            foreach (var (segment, hash) in recovered.Where(start => start.Segment == name && before > 0))
                _recovered[before] = (segment, hash, HeaderOf(path));
            before += JournalBytes.Read(path).Count();
        }

        // An engine may have been asked before anything had happened.
        Look();
    }

    /// <summary>Decision hashes that were the same.</summary>
    internal int Met { get; private set; }

    /// <summary>Those that were not.</summary>
    internal List<string> Faults { get; } = [];

    public void Took(InstrumentEngine? instrument, long bytes)
    {
        _records++;
        Look();
    }

    private void Look()
    {
        if (_recovered.TryGetValue(_records, out var start))
        {
            // As the start did, and as the replay will.
            start.Header.Begin(_state);
            if (_state.StateHash() is var now && now != start.StateHash)
                Faults.Add($"{start.Segment}: the engine recovered the state {start.StateHash}, the replay comes to {now}");
        }

        if (!_told.TryGetValue(_records, out var told))
            return;
        foreach (var hash in told)
        {
            if (hash.DecisionHash == _state.DecisionHash)
                Met++;
            else
                Faults.Add(Difference(hash));
        }
    }

    private static JournalHeader HeaderOf(string path) =>
        JournalSegments.Of(Path.GetDirectoryName(path)!).Whole.Single(segment => segment.Path == path).Header;

    private string Difference(ToldHash hash) =>
        $"{hash.Segment}, record {hash.Records}: live had decided {hash.DecisionHash:x16}, the replay {_state.DecisionHash:x16}";

    private List<ToldHash> Listed(int record) => _told.TryGetValue(record, out var told) ? told : _told[record] = [];
}
