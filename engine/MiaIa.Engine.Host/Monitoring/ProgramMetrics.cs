using System.Diagnostics.Metrics;
using MiaIa.Hosting;

namespace MiaIa.Engine.Host.Monitoring;

/// <summary>The process itself: pauses of the garbage collector, its log, its disks. Memory and collections are the runtime's own meter, System.Runtime.</summary>
internal sealed class ProgramMetrics
{
    private static readonly TimeSpan LongPause = TimeSpan.FromMilliseconds(40);

    private readonly Func<TimeSpan> _paused;
    private readonly (string Place, string Path)[] _places;
    private TimeSpan _seen;
    private long _longPauses;
    private volatile Measurement<long>[] _free = [];

    /// <summary>Adds its instruments.</summary>
    /// <param name="meter">To this meter.</param>
    /// <param name="log">The program's log; null = none.</param>
    /// <param name="places">Folders whose disks are looked at.</param>
    /// <param name="paused">How long all threads have stood still for the collector since the start.</param>
    internal ProgramMetrics(Meter meter, ProgramLog? log, (string Place, string Path)[] places, Func<TimeSpan> paused)
    {
        _paused = paused;
        _places = places;
        _seen = paused();
        meter.CreateObservableCounter(
            "miaia.process.gc.long_pauses",
            () => LongPauses,
            "{quarter}",
            "Quarter seconds in which the collector held the program for more than 40 ms altogether."
        );
        meter.CreateObservableGauge("miaia.disk.free", () => _free, "By", "What is free on the disk of a folder.");
        if (log is null)
            return;

        meter.CreateObservableCounter(
            "miaia.log.lines.dropped",
            () => log.LinesDropped,
            "{line}",
            "Lines that the log's queue had no room for."
        );
        meter.CreateObservableCounter(
            "miaia.log.lines.left_out",
            () => log.LinesLeftOut,
            "{line}",
            "Lines left out since they repeat others."
        );
        meter.CreateObservableCounter("miaia.log.writes.failed", () => log.WritesFailed, "{write}", "Writes of the log that failed.");
        meter.CreateObservableGauge("miaia.log.lines.waiting", () => log.LinesWaiting, "{line}", "Lines that wait to be written.");
    }

    /// <summary>Quarter seconds with more than 40 ms of pauses.</summary>
    internal long LongPauses => Interlocked.Read(ref _longPauses);

    /// <summary>
    /// Looks at the pauses since the look before, four times a second. Several short ones within it may count as a long one, which holds trading up as much;
    /// no long one is missed.
    /// </summary>
    internal void LookAtPauses()
    {
        var paused = _paused();
        if (paused - _seen > LongPause)
            Interlocked.Increment(ref _longPauses);
        _seen = paused;
    }

    /// <summary>Asks the disks. One that does not say is left out.</summary>
    internal void LookAtDisks() =>
        _free = [
            .. from place in _places
            let room = DiskRoom.TryAsk(place.Path, out var room, out _) ? room : null
            where room is not null
            select new Measurement<long>(room.FreeBytes, new KeyValuePair<string, object?>("place", place.Place)),
        ];
}
