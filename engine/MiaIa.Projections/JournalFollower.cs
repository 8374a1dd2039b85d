using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.Projections.Rows;
using MiaIa.V1;
using Microsoft.Data.Sqlite;

namespace MiaIa.Projections;

/// <summary>
/// Follows a journal by position: replays it into cores of its own, which decide as the engine's do, and writes what they decide as rows. Rows
/// and position are written in one transaction, so that it goes on after a crash as if there had been none. Belongs to one thread; a
/// follower that has thrown anything but a <see cref="SqliteException"/> is of no more use.
/// </summary>
public sealed class JournalFollower : IDisposable
{
    private readonly EngineOptions _options;
    private readonly SegmentTail _tail;
    private readonly RowGatherer _gatherer = new();
    private readonly FrameReader _frames = new();
    private JournalPosition _taken;
    private JournalPosition _muteUntil;
    private EngineState? _state;
    private IntentComparison _intents = new();
    private ReplayTotals _totals = new();
    private int _unrecordedTold;

    private JournalFollower(string directory, EngineOptions options, ProjectionStore store)
    {
        _options = options;
        Store = store;
        Position = _taken = _muteUntil = store.ReadPosition();
        _tail = new SegmentTail(directory);
    }

    /// <summary>Raised when something is to be said: a part of the journal that is gone, a replay that decided otherwise than live.</summary>
    public event Action<string>? Said;

    /// <summary>How far rows are written.</summary>
    public JournalPosition Position { get; private set; }

    /// <summary>Bytes of the journal that were read by this follower, those whose rows were there already included.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Where the rows go.</summary>
    internal ProjectionStore Store { get; }

    /// <summary>Opens journal and database, and finds the place to go on from.</summary>
    /// <param name="directory">The journal; an engine may be writing it.</param>
    /// <param name="options">As the engine has them: they decide where a chain does not say what was in force.</param>
    /// <param name="path">The database's file; it is made where there is none.</param>
    /// <param name="isAnew">Whether all rows are removed first.</param>
    /// <exception cref="ProjectionException">The database is not ours, of another version, or of another journal.</exception>
    /// <exception cref="SqliteException">SQLite cannot use the file, or not now.</exception>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public static JournalFollower Open(string directory, EngineOptions options, string path, bool isAnew = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        var store = ProjectionStore.Open(path, isAnew);
        try
        {
            return new JournalFollower(directory, options, store);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Takes what is there, in one transaction, and returns how many records that were; 0 = there is nothing new.</summary>
    /// <param name="recordsMax">No more than these.</param>
    /// <exception cref="SqliteException">Not written now; the next call tries again, and takes nothing new before.</exception>
    /// <exception cref="JournalCorruptException">The journal cannot be trusted.</exception>
    /// <exception cref="ProjectionException">The database is of another journal, or another program moved its position.</exception>
    public int Advance(int recordsMax)
    {
        Write();
        var taken = 0;
        if (_state is null && !TryBegin())
            return 0;
        while (taken < recordsMax)
        {
            if (_tail.TryRead(out var record))
            {
                Take(record);
                taken++;
            }
            else
            {
                LoseWhatIsGone();
                if (!_tail.TryTurn(out var hasTurned))
                    break;
                if (hasTurned)
                    BeginSegment();
            }
        }

        Write();
        return taken;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tail.Dispose();
        Store.Dispose();
    }

    /// <summary>Opens the segment to begin with: the first of the chain that the position lies in, to have its cores again.</summary>
    private bool TryBegin()
    {
        var segments = JournalSegments.Of(_tail.Directory).Whole;
        if (segments.Count == 0)
            return false;

        // Older segments may have been put away.
        var isGone = segments[0].Header.Number > Position.Segment;
        _tail.Open(isGone ? FirstThatCanBeDecided(segments) : BeginningOfChain(segments));
        BeginSegment();
        return true;
    }

    // What begins in the middle of a chain cannot be decided again.
    private (string Path, JournalHeader Header) FirstThatCanBeDecided(IReadOnlyList<(string Path, JournalHeader Header)> segments)
    {
        var first = segments.FirstOrDefault(segment => segment.Header.IsFirstOfChain);
        if (first.Path is null)
            throw new ProjectionException($"{_tail.Directory}: no segment in it begins a chain");
        var missing = Position.Segment + 1;
        if (first.Header.Number > missing)
            Said?.Invoke($"segments {missing} to {first.Header.Number - 1} are not there: their rows cannot be made");
        return first;
    }

    private (string Path, JournalHeader Header) BeginningOfChain(IReadOnlyList<(string Path, JournalHeader Header)> segments)
    {
        var number = Position.Segment;
        var known = segments.FirstOrDefault(segment => segment.Header.Number == number);
        if (known.Path is null || Store.CreatedOf(number) != known.Header.CreatedUnixNs)
        {
            throw new ProjectionException(
                $"the database was made from another journal than {_tail.Directory}: segment {number} is not the one that it knows; "
                    + "make it anew with miaia project --rebuild"
            );
        }

        var chain = known.Header.ChainFirstNumber;
        var first = segments.FirstOrDefault(segment => segment.Header.Number == chain);
        return first.Path is not null
            ? first
            : throw new ProjectionException($"segment {chain} is not there: it begins the chain of {number}");
    }

    private void BeginSegment()
    {
        var header = _tail.Header;
        var position = new JournalPosition(header.Number, _tail.SoundBytes);
        if (header.IsFirstOfChain)
        {
            _totals = new();
            _intents = new();
            _unrecordedTold = 0;
            _gatherer.BeginChain(_intents);
            var decided = SettingsRecord.Of(_tail.Path, _options) ?? _options;
            _state = new EngineState(decided, header.FirstSignalId, _gatherer) { HashesDepth = false };
        }

        header.Begin(_state!);

        if (position <= _muteUntil)
            return;
        _gatherer.AddSegment(header, _state!.Options.SettingsHash());
        _taken = position;
    }

    private void Take(in JournalRecord record)
    {
        var header = _tail.Header;
        var place = new JournalPosition(header.Number, record.Offset);
        var hadDifference = _totals.Difference is not null;
        _gatherer.Begin(header.Number, record.Offset, isMuted: place < _muteUntil);
        _totals.Records++;
        var instrument = JournalReplay.Apply(_tail.Path, _state!, record, _frames, _totals, _intents);
        if (record.Kind == JournalRecordKind.Carry)
            _gatherer.Prime(_state!.Instruments);
        var speaksOfOrders =
            _frames.Body
            is StudyFrame.BodyOneofCase.OrderReport
                or StudyFrame.BodyOneofCase.FillReport
                or StudyFrame.BodyOneofCase.PositionReport
                or StudyFrame.BodyOneofCase.OrderSnapshot;
        _gatherer.End(_state!.Instruments, speaksOfOrders ? instrument : null);
        if (!hadDifference && _totals.Difference is { } difference)
            Note(difference);
        for (; _unrecordedTold < _totals.Unrecorded.Count; _unrecordedTold++)
            Note(_totals.Unrecorded[_unrecordedTold]);
        BytesRead += _tail.SoundBytes - record.Offset;
        if (place >= _muteUntil)
            _taken = new(header.Number, _tail.SoundBytes);
    }

    private void Note(string text)
    {
        _gatherer.AddNote(text);
        Said?.Invoke(text);
    }

    // A power cut may have taken bytes from the journal that were read here before: what they made never was.
    private void LoseWhatIsGone()
    {
        var end = new JournalPosition(_tail.Header.Number, _tail.SoundBytes);
        if (end.Segment != _muteUntil.Segment || end >= _muteUntil)
            return;
        Said?.Invoke($"the journal ends at {end}, rows were made up to {_muteUntil}: the rows of what is gone are removed");
        Store.Rewind(Position, end);
        Position = _taken = _muteUntil = end;
    }

    private void Write()
    {
        if (_taken == Position)
            return;
        Store.Write(_gatherer.Rows, Position, _taken);
        Position = _taken;
        _gatherer.Clear();
    }
}
