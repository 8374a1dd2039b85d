namespace MiaIa.Hosting.Callers;

/// <summary>
/// The connections of a port that have proved nothing yet, bounded: when there are more, one of those that have said nothing makes room for the
/// newest, and where there is no other of that kind, one that has; of them the one that has waited longest. So no number of strangers keeps anybody
/// out who can prove who he is.
/// </summary>
/// <param name="max">As many at once.</param>
/// <param name="why">What one that is turned out is told.</param>
public sealed class Strangers(int max, string why)
{
    private readonly LinkedList<Stranger> _silent = [];
    private readonly LinkedList<Stranger> _heard = [];
    private readonly Lock _gate = new();

    /// <summary>Takes in a new one.</summary>
    /// <param name="turnOut">Ends its connection, with the reason. Called at most once, and by the caller of another <see cref="Enter"/>.</param>
    public Stranger Enter(Action<string> turnOut)
    {
        ArgumentNullException.ThrowIfNull(turnOut);
        var stranger = new Stranger(this, turnOut);
        Stranger? oldest = null;
        lock (_gate)
        {
            _silent.AddLast(stranger.Place);
            if (_silent.Count + _heard.Count > max)
                oldest = (_silent.Count > 1 || _heard.Count == 0 ? _silent : _heard).First!.Value;
            oldest?.Place.List!.Remove(oldest.Place);
        }

        // Outside: what it ends may come back here.
        oldest?.TurnOut(why);
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
            stranger.Place.List?.Remove(stranger.Place);
    }
}
