namespace MiaIa.Bridge.Sessions;

/// <summary>Who publishes what: one study an instrument and account.</summary>
internal sealed class LeaseTable
{
    private readonly Dictionary<LeaseKey, ulong> _holders = [];

    /// <summary>Takes the lease when it is free or already this study's.</summary>
    /// <returns>False when another study holds it.</returns>
    internal bool TryTake(LeaseKey key, ulong epoch)
    {
        if (_holders.TryGetValue(key, out var holder))
            return holder == epoch;
        _holders.Add(key, epoch);
        return true;
    }

    /// <summary>Who holds a lease; 0 = nobody.</summary>
    internal ulong HolderOf(LeaseKey key) => _holders.GetValueOrDefault(key);

    /// <summary>Gives a lease back.</summary>
    /// <returns>False when that study does not hold it.</returns>
    internal bool Release(LeaseKey key, ulong epoch) => HolderOf(key) == epoch && _holders.Remove(key);
}
