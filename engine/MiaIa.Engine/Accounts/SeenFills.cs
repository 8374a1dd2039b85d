namespace MiaIa.Engine.Accounts;

/// <summary>The keys of the newest fills, so that one that is told again does not count twice.</summary>
internal sealed class SeenFills
{
    /// <summary>More than a snapshot holds at most, over all instruments, and ten days of fifty trades.</summary>
    internal const int Capacity = 2_048;

    private readonly ulong[] _keys = new ulong[Capacity];
    private int _next;

    internal int Count { get; private set; }

    /// <summary>Adds a key. False when it was there.</summary>
    internal bool TryAdd(ulong key)
    {
        if (_keys.AsSpan(0, Count).Contains(key))
            return false;
        _keys[_next] = key;
        _next = (_next + 1) % Capacity;
        Count = Math.Min(Count + 1, Capacity);
        return true;
    }

    /// <summary>The key of an age: 0 is the oldest.</summary>
    internal ulong Oldest(int index) => _keys[Count < Capacity ? index : (_next + index) % Capacity];

    internal void Clear() => (Count, _next) = (0, 0);
}
