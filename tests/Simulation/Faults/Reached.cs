namespace Simulation.Faults;

/// <summary>What runs have reached, each marked where it happens.</summary>
internal abstract class Reached<T>
    where T : struct, Enum
{
    private readonly SortedDictionary<T, int> _times = [];

    internal IReadOnlyDictionary<T, int> Times => _times;

    internal IEnumerable<T> Missing => Enum.GetValues<T>().Except(_times.Keys);

    internal void Reach(T what) => _times[what] = _times.GetValueOrDefault(what) + 1;

    internal void Add(Reached<T> other)
    {
        foreach (var (what, times) in other._times)
            _times[what] = _times.GetValueOrDefault(what) + times;
    }

    public override string ToString() => string.Join(", ", _times.Select(each => $"{each.Key} {each.Value}"));
}
