namespace MiaIa.Engine.Host.Sessions;

/// <summary>
/// The times of the newest drains until somebody takes them. Whoever drains writes a few words and goes on: nothing is allocated, no lock is taken and no
/// listener is called. One writes at a time, under the runner's lock, and one takes. What finds no room is counted.
/// </summary>
internal sealed class DrainTimes
{
    // A quarter of a second of 16,000 drains a second; a study makes 100.
    private const int Room = 4096;

    private readonly DrainTime[] _times = new DrainTime[Room];
    private long _written;
    private long _taken;
    private long _lost;

    /// <summary>Drains that found no room.</summary>
    internal long Lost => Interlocked.Read(ref _lost);

    internal void Add(in DrainTime time)
    {
        var written = _written;
        if (written - Volatile.Read(ref _taken) >= Room)
        {
            _lost++;
            return;
        }

        _times[written % Room] = time;
        Volatile.Write(ref _written, written + 1);
    }

    /// <summary>The oldest that nobody has taken. False when there is none.</summary>
    internal bool TryTake(out DrainTime time)
    {
        time = default;
        if (_taken >= Volatile.Read(ref _written))
            return false;

        time = _times[_taken % Room];
        Volatile.Write(ref _taken, _taken + 1);
        return true;
    }
}
