using MiaIa.Hosting;

namespace MiaIa.Engine.Host.Alerts;

/// <summary>The room on the journal's disk, asked for each ten seconds: the system may take its time, and a network drive more.</summary>
internal sealed class JournalDisk(string directory)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private DateTimeOffset _askedAt;
    private long? _freeBytes;

    /// <summary>What is free for this user; null when the system does not say.</summary>
    internal long? FreeBytes(DateTimeOffset at)
    {
        if (at - _askedAt < Every && at >= _askedAt)
            return _freeBytes;
        _askedAt = at;
        // Where the system does not say, the rule says that nobody can tell.
        _freeBytes = DiskRoom.TryAsk(directory, out var room, out _) ? room.FreeBytes : null;
        return _freeBytes;
    }
}
