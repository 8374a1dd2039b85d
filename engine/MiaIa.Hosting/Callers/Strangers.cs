using System.Net;

namespace MiaIa.Hosting.Callers;

/// <summary>
/// The connections of a port that have proved nothing yet, bounded: when there are more, one of the address that has the most of them makes room for
/// the newest; of those one that has said nothing, and where there is no other of that kind, one that has; of them the one that has waited longest.
/// So no number of strangers keeps anybody out who can prove who he is, and no flood from one address turns out a handshake of another.
/// </summary>
/// <param name="max">As many at once.</param>
/// <param name="why">What one that is turned out is told.</param>
public sealed class Strangers(int max, string why)
{
    private readonly LinkedList<Stranger> _silent = [];
    private readonly LinkedList<Stranger> _heard = [];
    private readonly Dictionary<IPAddress, int> _counts = [];
    private readonly Lock _gate = new();

    /// <summary>Takes in a new one.</summary>
    /// <param name="from">Where it comes from; null where nobody knows, which counts as one address.</param>
    /// <param name="turnOut">Ends its connection, with the reason. Called at most once, and by the caller of another <see cref="Enter"/>.</param>
    public Stranger Enter(IPAddress? from, Action<string> turnOut)
    {
        ArgumentNullException.ThrowIfNull(turnOut);
        var stranger = new Stranger(this, CallAllowance.Network(from ?? IPAddress.None), turnOut);
        Stranger? leaving = null;
        lock (_gate)
        {
            _silent.AddLast(stranger.Place);
            _counts[stranger.From] = _counts.GetValueOrDefault(stranger.From) + 1;
            if (_silent.Count + _heard.Count > max)
            {
                leaving = WhoMakesRoom(newest: stranger);
                Remove(leaving);
            }
        }

        // Outside: what it ends may come back here.
        leaving?.TurnOut(why);
        return stranger;
    }

    internal void Hear(Stranger stranger)
    {
        lock (_gate)
        {
            // It may have been turned out in between.
            if (stranger.Place.List != _silent)
                return;
            _silent.Remove(stranger.Place);
            _heard.AddLast(stranger.Place);
        }
    }

    internal void Leave(Stranger stranger)
    {
        lock (_gate)
            Remove(stranger);
    }

    // A walk over at most `max` places for each that comes when they are all taken.
    private Stranger WhoMakesRoom(Stranger newest)
    {
        var most = _counts.Values.Max();
        var ofMost = _silent.Concat(_heard).Where(one => one != newest && _counts[one.From] == most);
        return ofMost.FirstOrDefault() ?? newest;
    }

    private void Remove(Stranger stranger)
    {
        if (stranger.Place.List is not { } list)
            return;
        list.Remove(stranger.Place);
        if (--_counts[stranger.From] == 0)
            _counts.Remove(stranger.From);
    }
}
