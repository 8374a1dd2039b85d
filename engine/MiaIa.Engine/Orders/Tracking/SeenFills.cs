using MiaIa.Engine.Market;

namespace MiaIa.Engine.Orders;

/// <summary>The keys of the newest executions. Sierra's side shows at most 256 of a day again, so older keys cannot come back.</summary>
internal sealed class SeenFills
{
    private const int Capacity = 4096;

    private readonly ulong[] _ring = new ulong[Capacity];
    private readonly HashSet<ulong> _keys = new(Capacity);
    private int _next;

    /// <summary>False: it was there.</summary>
    internal bool Add(ulong key)
    {
        if (!_keys.Add(key))
            return false;
        // No key is 0, so 0 is an unused place.
        if (_ring[_next] != 0)
            _keys.Remove(_ring[_next]);
        _ring[_next] = key;
        _next = (_next + 1) % Capacity;
        return true;
    }

    internal void Save(CarryWriter writer)
    {
        writer.WriteInt64(_keys.Count);
        for (var age = Capacity; age > 0; age--)
        {
            var key = _ring[(_next + Capacity - age) % Capacity];
            if (key != 0)
                writer.WriteUInt64(key);
        }
    }

    internal void Load(ref CarryReader reader)
    {
        for (var left = reader.ReadCount(Capacity); left > 0; left--)
        {
            var key = reader.ReadUInt64();
            if (key == 0 || !Add(key))
                throw new CarryException($"the key {key} of a fill is 0 or there twice");
        }
    }
}
