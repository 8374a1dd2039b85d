using MiaIa.Engine.Market;

namespace MiaIa.Engine.Accounts;

/// <summary>
/// The keys of the newest executions, so that one that is told again does not count twice. Sierra's side shows at most 256 of a day again, so
/// older keys cannot come back.
/// </summary>
internal sealed class SeenFills
{
    private readonly int _capacity;
    private readonly ulong[] _ring;
    private readonly HashSet<ulong> _keys;
    private int _next;

    /// <param name="capacity">Keys that are remembered; the oldest gives way.</param>
    internal SeenFills(int capacity)
    {
        _capacity = capacity;
        _ring = new ulong[capacity];
        // While one gives way to the next there is one more.
        _keys = new HashSet<ulong>(capacity + 1);
    }

    /// <summary>Adds a key other than 0. False: it was there.</summary>
    internal bool TryAdd(ulong key)
    {
        if (!_keys.Add(key))
            return false;
        // No key is 0, so 0 is an unused place.
        if (_ring[_next] != 0)
            _keys.Remove(_ring[_next]);
        _ring[_next] = key;
        _next = (_next + 1) % _capacity;
        return true;
    }

    internal void Clear()
    {
        _keys.Clear();
        Array.Clear(_ring);
        _next = 0;
    }

    internal void Save(CarryWriter writer)
    {
        writer.WriteInt64(_keys.Count);
        for (var age = _capacity; age > 0; age--)
        {
            var key = _ring[(_next + _capacity - age) % _capacity];
            if (key != 0)
                writer.WriteUInt64(key);
        }
    }

    /// <summary>Takes over what was saved; there is none yet.</summary>
    internal void Load(ref CarryReader reader)
    {
        for (var left = reader.ReadCount(_capacity); left > 0; left--)
        {
            var key = reader.ReadUInt64();
            if (key == 0 || !TryAdd(key))
                throw new CarryException($"the key {key} of a fill is 0 or there twice");
        }
    }
}
