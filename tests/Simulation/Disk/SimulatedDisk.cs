using MiaIa.Engine.Runtime.Journal;
using Simulation.Faults;

namespace Simulation.Disk;

/// <summary>
/// The disk under journal and latch: real files in a folder of the run, so that recovery and projection read them as they are, with faults between
/// the writer and them. What was not synced may be lost when the power goes; what was written after a failed sync is a broken rule.
/// </summary>
internal sealed class SimulatedDisk(FaultSwitch faults, Random random, RowsReached rows)
{
    private readonly List<SimulatedFile> _open = [];

    /// <summary>Nothing can be written.</summary>
    internal bool IsFull { get; set; }

    /// <summary>The next sync fails, and with it the device for this process.</summary>
    internal bool FailsNextSync { get; set; }

    /// <summary>A sync takes its time: what else happens meanwhile, happens. Null while nobody may wait.</summary>
    internal Action? Stall { get; set; }

    /// <summary>False while the runner syncs under its lock: there nothing else happens meanwhile.</summary>
    internal bool MayWait { get; set; } = true;

    /// <summary>Writes and syncs that came after a failed sync of the same process: there must be none.</summary>
    internal int WritesAfterFailure { get; private set; }

    internal bool HasFailed { get; private set; }

    internal long Syncs { get; private set; }

    internal ISegmentFile Create(string path)
    {
        if (IsFull && random.NextDouble() < 0.5)
            throw new IOException("No space left on device (simulated)");
        return Opened(DiskSegmentFile.Create(path), path, isNew: true);
    }

    internal ISegmentFile Open(string path) => Opened(DiskSegmentFile.Open(path), path, isNew: false);

    /// <summary>The process that wrote is gone. With the power gone too, what was not synced survives up to an accidental byte only.</summary>
    internal void Kill(bool powerLost)
    {
        foreach (var file in _open)
        {
            file.IsOfDeadProcess = true;
            file.Close();
            if (powerLost)
                file.LoseUnsynced(random);
        }

        _open.Clear();
        Stall = null;
        HasFailed = false;
    }

    private SimulatedFile Opened(DiskSegmentFile file, string path, bool isNew)
    {
        var simulated = new SimulatedFile(this, file, path, isNew);
        _open.Add(simulated);
        return simulated;
    }

    /// <summary>Before a write of so many bytes: how many of them reach the file. All of them: none fails.</summary>
    internal int Room(int bytes)
    {
        if (HasFailed)
            WritesAfterFailure++;
        if (IsFull)
        {
            rows.Reach(FaultRow.R47_DiskFullOrSlow);
            return random.Next(bytes);
        }

        if (random.NextDouble() >= faults.Rates.TornWrite)
            return bytes;
        rows.Reach(FaultRow.R46_TornTail);
        return random.Next(bytes);
    }

    internal void Sync(SimulatedFile file)
    {
        if (HasFailed)
            WritesAfterFailure++;
        Syncs++;
        if (MayWait)
            Stall?.Invoke();
        // Its process may have died while it waited.
        if (!FailsNextSync || file.IsOfDeadProcess)
            return;
        (FailsNextSync, HasFailed) = (false, true);
        rows.Reach(FaultRow.R47_DiskFullOrSlow);
        throw new IOException("Input/output error (simulated)");
    }

    internal void LatchWritten()
    {
        if (IsFull)
            rows.Reach(FaultRow.R66_LatchOnFullDisk);
    }
}
