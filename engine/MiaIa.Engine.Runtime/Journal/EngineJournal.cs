using MiaIa.Engine.Market;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>
/// The journal that a running engine writes. A failure to write is kept, not thrown: the runner halts, and every later flush tries
/// again. A failure to sync is final: the device may have dropped what it took, so that a sync which succeeds later would lie, and no file
/// of this journal is written again. Appending, flushing and turning to the next segment belong to the runner; only
/// <see cref="TrySync"/> may run beside it.
/// </summary>
public sealed class EngineJournal : IDisposable
{
    private static readonly long NsPerDay = TimeSpan.FromDays(1).Ticks * TimeSpan.NanosecondsPerTick;

    private const long TurnAgainNs = 60_000_000_000;

    private readonly Lock _syncGate = new();
    private readonly string _directory;
    private readonly Func<string, ISegmentFile> _create;
    private SegmentWriter _segment;
    private ulong _bytesOfOlder;
    private long _turnAgainAtUnixNs;
    private long _chainEndsAtUnixNs;
    private volatile string? _deviceFailure;

    /// <summary>Begins a segment. Where it cannot be begun there is a <see cref="Failure"/>, and every flush tries again.</summary>
    /// <param name="directory">Where segments lie.</param>
    /// <param name="header">The segment's header; its file must not exist.</param>
    /// <param name="create">Makes the file at a path; null = on disk.</param>
    public EngineJournal(string directory, JournalHeader header, Func<string, ISegmentFile>? create = null)
    {
        ArgumentNullException.ThrowIfNull(header);
        _directory = directory;
        _create = create ?? DiskSegmentFile.Create;
        Header = header;
        _chainEndsAtUnixNs = TradingDay.ChainEndAfter(header.CreatedUnixNs);
        Path = System.IO.Path.Combine(directory, SegmentName.From(header));
        _segment = BeginOrWait(Path, header);
    }

    /// <summary>The segment that is written now.</summary>
    public string Path { get; private set; }

    /// <summary>Of the segment that is written now.</summary>
    public JournalHeader Header { get; private set; }

    /// <summary>Records appended by this process.</summary>
    public ulong Records { get; private set; }

    /// <summary>Bytes appended by this process, headers included.</summary>
    public ulong Bytes => _bytesOfOlder + (ulong)_segment.AppendedBytes;

    /// <summary>Why the journal cannot be written now; null while it can.</summary>
    public string? Failure
    {
        get => _deviceFailure ?? field;
        private set;
    }

    /// <summary>Whether a sync has failed: nothing is written any more, and what happens from here on has no record.</summary>
    public bool IsDead => _deviceFailure is not null;

    /// <summary>Records that were appended once the journal was dead; nothing holds them.</summary>
    public ulong RecordsLost { get; private set; }

    /// <summary>Takes an input. It is safe only once <see cref="TryFlush"/> has returned true; a dead journal only counts it.</summary>
    public void Append(JournalRecordKind kind, long receivedAtUnixNs, ReadOnlySpan<byte> payload)
    {
        if (IsDead)
        {
            RecordsLost++;
            return;
        }

        _segment.Append(kind, receivedAtUnixNs, payload);
        Records++;
    }

    /// <summary>
    /// Appends a record and returns once it is on the device, whatever the policy says: what the chain before left. False when it is not there.
    /// </summary>
    public bool AppendAndSync(JournalRecordKind kind, long receivedAtUnixNs, ReadOnlySpan<byte> payload)
    {
        Append(kind, receivedAtUnixNs, payload);
        return TryMakeDurable();
    }

    /// <summary>Whether everything that was appended is on the device; it is written and synced first.</summary>
    public bool TryMakeDurable() => TryFlush() && TrySync();

    /// <summary>
    /// Writes what was appended. False when it cannot be written; the bytes are kept and the next call tries again, unless the journal is dead.
    /// </summary>
    public bool TryFlush()
    {
        if (IsDead)
            return false;

        try
        {
            _segment.Flush();
            Failure = null;
            // A sync may have failed beside this call.
            return !IsDead;
        }
        catch (Exception failed) when (IsOfTheDisk(failed))
        {
            // The text is what the operator needs ("No space left on device"); the runner logs it and halts.
            Failure = failed.Message;
            return false;
        }
    }

    /// <summary>
    /// Forces what was flushed onto the device. A device that fails here may have lost what it took before: the journal is neither written
    /// nor synced again by this process.
    /// </summary>
    public bool TrySync()
    {
        lock (_syncGate)
        {
            if (IsDead || !_segment.IsBegun)
                return false;

            try
            {
                _segment.Sync();
                return true;
            }
            catch (Exception failed) when (IsOfTheDisk(failed))
            {
                _deviceFailure = $"the device failed, restart the engine on another: {failed.Message}";
                return false;
            }
        }
    }

    /// <summary>Turns to a new segment when the UTC day has changed. False when it cannot be begun: the old one goes on.</summary>
    public bool TryTurnAtMidnight(long nowUnixNs, out string failure)
    {
        failure = "";
        if (nowUnixNs / NsPerDay == Header.CreatedUnixNs / NsPerDay || nowUnixNs < _turnAgainAtUnixNs)
            return true;

        // First, so that a segment which another follows is whole and safe on the device.
        if (!TryMakeDurable())
        {
            failure = Failure!;
            return false;
        }

        var header = Header with { Number = Header.Number + 1, CreatedUnixNs = nowUnixNs };
        var path = System.IO.Path.Combine(_directory, SegmentName.From(header));
        try
        {
            Turn(Begin(path, header), header, path);
            return true;
        }
        catch (Exception failed) when (IsOfTheDisk(failed))
        {
            _turnAgainAtUnixNs = nowUnixNs + TurnAgainNs;
            failure = failed.Message;
            return false;
        }
    }

    /// <summary>Whether the trading day of the chain is over, and it is time to try to begin the next one.</summary>
    public bool IsChainOver(long nowUnixNs) => !IsDead && nowUnixNs >= _chainEndsAtUnixNs && nowUnixNs >= _turnAgainAtUnixNs;

    /// <summary>
    /// Begins the next chain. Its file is made first, then the old chain is ended and put on the device, then what outlives it: a process that
    /// dies anywhere on the way leaves either the old chain or a whole new one. False when it cannot be begun: the old one goes on, and it is
    /// tried again in a minute.
    /// </summary>
    /// <param name="nowUnixNs">Local time.</param>
    /// <param name="firstSignalId">Of the new chain.</param>
    /// <param name="endOld">Appends the end of the old chain, and gives what outlives it: see <see cref="CarryRecord"/>.</param>
    /// <param name="failure">Why not; empty when it has begun.</param>
    public bool TryBeginChain(long nowUnixNs, ulong firstSignalId, Func<byte[]> endOld, out string failure)
    {
        ArgumentNullException.ThrowIfNull(endOld);
        _turnAgainAtUnixNs = nowUnixNs + TurnAgainNs;
        var number = Header.Number + 1;
        var header = Header with { Number = number, ChainFirstNumber = number, CreatedUnixNs = nowUnixNs, FirstSignalId = firstSignalId };
        var path = System.IO.Path.Combine(_directory, SegmentName.From(header));
        SegmentWriter? next = null;
        try
        {
            next = Begin(path, header);
            next.Append(JournalRecordKind.Carry, nowUnixNs, endOld());
            if (TryMakeDurable())
            {
                next.Flush();
                next.Sync();
                Turn(next, header, path);
                _chainEndsAtUnixNs = TradingDay.ChainEndAfter(nowUnixNs);
                failure = "";
                return true;
            }

            failure = Failure!;
        }
        catch (Exception failed) when (IsOfTheDisk(failed) || failed is CarryException)
        {
            failure = failed.Message;
        }

        if (next is not null)
            Abandon(next, path);
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_syncGate)
        {
            _segment.Dispose();
        }
    }

    private static bool IsOfTheDisk(Exception fault) => fault is IOException or UnauthorizedAccessException;

    /// <summary>Begins a segment, and leaves no half of one behind: the next start would find it.</summary>
    private SegmentWriter Begin(string path, JournalHeader header)
    {
        var file = _create(path);
        try
        {
            return SegmentWriter.Begin(file, header);
        }
        catch
        {
            file.Dispose();
            // A folder that lets nothing be deleted keeps it, and the next start sets it aside: the first fault is the one to tell.
            TryDelete(path);
            throw;
        }
    }

    // A full disk at the start: an engine that does not start lets nobody out.
    private SegmentWriter BeginOrWait(string path, JournalHeader header)
    {
        try
        {
            return Begin(path, header);
        }
        catch (Exception failed) when (IsOfTheDisk(failed))
        {
            Failure = failed.Message;
            return SegmentWriter.BeginLater(() => _create(path), header);
        }
    }

    private static bool TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception kept) when (IsOfTheDisk(kept))
        {
            return false;
        }
    }

    // It may hold a whole carry, which the next start would take for the newest chain: then nothing may be added to the old one.
    private void Abandon(SegmentWriter next, string path)
    {
        next.Dispose();
        if (!TryDelete(path))
            _deviceFailure = $"{path} was begun and can be neither finished nor removed, restart the engine";
    }

    private void Turn(SegmentWriter next, JournalHeader header, string path)
    {
        lock (_syncGate)
        {
            _segment.Dispose();
            _bytesOfOlder += (ulong)_segment.AppendedBytes;
            _segment = next;
        }

        Header = header;
        Path = path;
    }
}
