using MiaIa.Alerts.Facts;
using MiaIa.Hosting;

namespace MiaIa.Engine.Host.Places;

/// <summary>
/// The room on the disks that the engine writes to, each disk once, asked for each ten seconds: the system may take its time, and a network drive more.
/// </summary>
internal sealed class WrittenDisks(IReadOnlyList<WrittenPlace> places, Func<string, long?> freeOf, Func<string, string> rootOf)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private DateTimeOffset _askedAt;
    private IReadOnlyList<DiskFacts> _newest = [];

    /// <summary>By what the system says.</summary>
    internal WrittenDisks(IReadOnlyList<WrittenPlace> places)
        : this(places, folder => DiskRoom.TryAsk(folder, out var room, out _) ? room.FreeBytes : null, DiskRoot.Of) { }

    /// <summary>What is free on each of them for this user.</summary>
    internal IReadOnlyList<DiskFacts> Look(DateTimeOffset at)
    {
        if (at - _askedAt < Every && at >= _askedAt)
            return _newest;
        _askedAt = at;
        _newest =
        [
            .. from place in places
            group place by rootOf(place.Folder) into disk
            select new DiskFacts(disk.Key, string.Join(", ", disk.Select(place => place.Name)), freeOf(disk.First().Folder)),
        ];
        return _newest;
    }
}
