using System.Net;
using System.Net.Sockets;

namespace MiaIa.Hosting.Callers;

/// <summary>
/// How many calls an address may make: an allowance that fills again evenly. Bounded in addresses too; where there are more, the one that
/// was quiet longest is forgotten, which gives it at most a full allowance anew.
/// </summary>
/// <param name="aSecond">Calls a second.</param>
/// <param name="atOnce">The whole of the allowance.</param>
/// <param name="addressesMax">Addresses that are remembered.</param>
/// <param name="time">The clock.</param>
public sealed class CallAllowance(double aSecond, int atOnce, int addressesMax, TimeProvider time)
{
    private readonly Dictionary<IPAddress, LinkedListNode<Spent>> _known = [];
    private readonly LinkedList<Spent> _byUse = [];
    private readonly Lock _gate = new();
    private readonly long _began = time.GetTimestamp();

    /// <summary>Takes one call of the address's allowance; false when there is none.</summary>
    public bool TryTake(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var from = Network(address);
        var now = time.GetElapsedTime(_began).TotalSeconds;
        lock (_gate)
        {
            if (_known.TryGetValue(from, out var place))
            {
                _byUse.Remove(place);
            }
            else
            {
                if (_known.Count >= addressesMax)
                {
                    _known.Remove(_byUse.First!.Value.Address);
                    _byUse.RemoveFirst();
                }

                place = new(new Spent(from));
                _known.Add(from, place);
            }

            _byUse.AddLast(place);
            return place.Value.TryTake(now, aSecond, atOnce);
        }
    }

    // Who has one address of IPv6 has 2^64 of them.
    internal static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private sealed class Spent(IPAddress address)
    {
        private double _count;
        private double _at;

        internal IPAddress Address { get; } = address;

        internal bool TryTake(double now, double aSecond, int atOnce)
        {
            _count = Math.Max(0, _count - ((now - _at) * aSecond));
            _at = now;
            if (_count > atOnce - 1)
                return false;
            _count++;
            return true;
        }
    }
}
