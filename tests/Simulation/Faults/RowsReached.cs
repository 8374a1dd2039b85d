namespace Simulation.Faults;

/// <summary>Which rows a run has reached, each marked where it happens.</summary>
internal sealed class RowsReached
{
    private readonly SortedDictionary<FaultRow, int> _times = [];

    internal IReadOnlyDictionary<FaultRow, int> Times => _times;

    internal void Reach(FaultRow row) => _times[row] = _times.GetValueOrDefault(row) + 1;

    internal void Add(RowsReached other)
    {
        foreach (var (row, times) in other._times)
            _times[row] = _times.GetValueOrDefault(row) + times;
    }
}
