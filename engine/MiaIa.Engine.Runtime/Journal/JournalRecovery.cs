using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>
/// What an engine finds when it starts: the state that the journal's newest chain gives. A chain is what a replay has to read: it
/// begins with what the chain before left, or with nothing, and goes on over restarts of one trading day.
/// </summary>
/// <param name="Step">The state to go on with.</param>
/// <param name="Next">The header of the segment to begin.</param>
/// <param name="Totals">What was read.</param>
/// <param name="Notes">What the operator should know, in words: a torn tail, a difference, other settings.</param>
/// <param name="Carry">What the older chain left, from which <paramref name="Step"/> was built: the first record of the new one. Null when a chain goes on.</param>
public sealed record JournalRecovery(EngineState Step, JournalHeader Next, ReplayTotals Totals, IReadOnlyList<string> Notes, byte[]? Carry)
{
    private const int ChangesTold = 5;

    /// <summary>Reads a directory, cuts a torn tail, and says how to go on.</summary>
    /// <param name="directory">The journal; its lock is held.</param>
    /// <param name="options">The instruments.</param>
    /// <param name="sink">Takes the decisions that are made again.</param>
    /// <param name="nowUnixNs">Local time, ns since 1970-01-01 UTC.</param>
    /// <param name="intents">Takes the order intents that are made again, and holds them against those recorded; null = they are counted only.</param>
    /// <exception cref="JournalCorruptException">The journal cannot be trusted.</exception>
    /// <exception cref="TradingModeException">What is open in it is of another mode than the options'.</exception>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    public static JournalRecovery Read(
        string directory,
        EngineOptions options,
        IDecisionSink sink,
        long nowUnixNs,
        IntentComparison? intents = null
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var notes = new List<string>();
        var segments = WithoutUnbegun(directory, notes);
        if (segments.Whole.Count == 0)
            return new(new EngineState(options, 1, sink), First(1, 1, options, nowUnixNs), new(), notes, null);

        var (newestPath, newest) = segments.Whole[^1];
        var chain = segments.NewestChain;
        if (chain.Count != newest.Number - newest.ChainFirstNumber + 1)
        {
            throw new JournalCorruptException(
                newestPath,
                0,
                $"its chain begins at segment {newest.ChainFirstNumber}, and not all segments from there on are in {directory}"
            );
        }

        // By what was in force then: what was done under other settings stays done.
        var decided = SettingsRecord.Of(chain[0].Path, options) ?? options;
        var step = new EngineState(decided, newest.FirstSignalId, sink);
        string[] paths = [.. chain.Select(s => s.Path)];
        var totals = JournalReplay.Run(paths, step, observer: null, intents);
        RecordedMode.Check(paths, decided, totals.Mode, options.Mode, newest.FirstSignalId, notes);
        var uncut = CutTornTail(chain[^1].Path, totals, notes);
        Note(step, newest, totals, intents, notes);
        var isSameDay = nowUnixNs < TradingDay.ChainEndAfter(chain[0].Header.CreatedUnixNs);
        var hasChanged = decided.SettingsHash() != options.SettingsHash();
        if (isSameDay && hasChanged)
        {
            notes.Add(
                $"{Changes(decided, options)}: what was done before stays as it was, and the features warm up from the study's history"
            );
        }

        var recovery =
            isSameDay && !hasChanged
                ? GoOn(step, newest, options, nowUnixNs, totals, notes)
                : Anew(step, isSameDay, newest, options, sink, nowUnixNs, totals, notes);
        return recovery with { Uncut = uncut };
    }

    /// <summary>A torn tail that could not be kept beside its segment, and is still there: no segment may follow it.</summary>
    private (string Path, long SoundBytes)? Uncut { get; init; }

    /// <summary>
    /// Begins the segment to go on in, and puts on the device what the older chain left. On a disk that is full the journal has a failure, keeps what
    /// it takes, and begins once there is room: a torn tail is cut only then.
    /// </summary>
    /// <param name="directory">The journal; its lock is held.</param>
    /// <param name="create">Makes the file at a path; null = on disk.</param>
    /// <exception cref="IOException">The device failed; what was begun is removed, or set aside by the next start.</exception>
    public EngineJournal BeginSegment(string directory, Func<string, ISegmentFile>? create = null)
    {
        var uncut = Uncut;
        var journal = new EngineJournal(directory, Next, Make);
        if (Carry is null || journal.AppendAndSync(JournalRecordKind.Carry, Next.CreatedUnixNs, Carry) || !journal.IsDead)
        {
            if (Next.IsFirstOfChain)
                SettingsRecord.Append(journal, Step.Options, Next.CreatedUnixNs);
            return journal;
        }

        var failure = journal.Failure;
        journal.Dispose();
        File.Delete(journal.Path);
        throw new IOException($"{journal.Path}: what the day before left cannot be written: {failure}");

        ISegmentFile Make(string path)
        {
            if (uncut is { } tail)
                SetAside.Tail(tail.Path, tail.SoundBytes);
            uncut = null;
            return (create ?? DiskSegmentFile.Create)(path);
        }
    }

    // The first segment of a chain begins with what the one before left. Without a whole record it was begun and not finished, and the chain
    // before it is the newest.
    private static JournalSegments WithoutUnbegun(string directory, List<string> notes)
    {
        while (true)
        {
            var segments = JournalSegments.Of(directory);
            foreach (var unborn in segments.Unborn)
                notes.Add($"journal {unborn}: it ends inside its header and holds nothing; kept as {SetAside.Whole(unborn)}");

            if (segments.Whole.Count < 2 || segments.Whole[^1] is not { Header.IsFirstOfChain: true } newest || !IsEmpty(newest.Path))
                return segments;

            notes.Add($"journal {newest.Path}: a chain that was not begun to its end; kept as {SetAside.Whole(newest.Path)}");
        }
    }

    private static bool IsEmpty(string path)
    {
        using var reader = SegmentReader.Open(path);
        return !reader.TryRead(out _);
    }

    private static void Note(EngineState step, JournalHeader newest, ReplayTotals totals, IntentComparison? intents, List<string> notes)
    {
        if (totals.Difference is { } difference)
            notes.Add($"replay differs from live: {difference}");

        if (intents is { NeverRecorded: > 0 })
            notes.Add($"{intents.NeverRecorded} order intents have no record: what became of them only the trading platform knows");

        if (newest.SettingsHash != step.Options.SettingsHash())
            notes.Add("the journal was made with other instrument settings; the state is rebuilt with today's");

        if (newest.RulesVersion != EngineState.RulesVersion)
            notes.Add($"the journal was decided by rules {newest.RulesVersion}; the state is rebuilt by rules {EngineState.RulesVersion}");
    }

    private static JournalRecovery GoOn(
        EngineState step,
        JournalHeader newest,
        EngineOptions options,
        long nowUnixNs,
        ReplayTotals totals,
        List<string> notes
    )
    {
        var next = newest with
        {
            Number = newest.Number + 1,
            CreatedUnixNs = nowUnixNs,
            SettingsHash = options.SettingsHash(),
            RulesVersion = EngineState.RulesVersion,
            EngineVersion = options.EngineVersion,
        };
        next.Begin(step);
        return new(step, next, totals, notes, null);
    }

    private static JournalRecovery Anew(
        EngineState old,
        bool isSameDay,
        JournalHeader newest,
        EngineOptions options,
        IDecisionSink sink,
        long nowUnixNs,
        ReplayTotals totals,
        List<string> notes
    )
    {
        if (!isSameDay)
            notes.Add("a new trading day: the cores begin with the bars of the day before");
        var firstSignalId = old.NewestSignalId + 1;
        var state = new EngineState(options, firstSignalId, sink);
        var carry = CarryOf(old, isSameDay, notes);
        CarryRecord.Load(carry, state, nowUnixNs);
        notes.AddRange(state.CarryFaults.Select(fault => $"the day before left what does not fit: {fault}"));
        return new(state, First(newest.Number + 1, firstSignalId, options, nowUnixNs), totals, notes, carry);
    }

    // What cannot be carried is carried as nothing, which halts: an engine that does not start protects nobody.
    private static byte[] CarryOf(EngineState old, bool isSameDay, List<string> notes)
    {
        try
        {
            return CarryRecord.ToBytes(isSameDay ? old.SaveWithoutMarket() : old.Save());
        }
        catch (CarryException tooMuch)
        {
            notes.Add($"what the day before left cannot be carried: {tooMuch.Message}");
            return [];
        }
    }

    private static string Changes(EngineOptions from, EngineOptions to)
    {
        var changes = from.DifferencesTo(to);
        var more = changes.Count > ChangesTold ? $" and {changes.Count - ChangesTold} more" : "";
        return $"settings have changed ({string.Join(", ", changes.Take(ChangesTold))}{more})";
    }

    private static JournalHeader First(uint number, ulong firstSignalId, EngineOptions options, long nowUnixNs) =>
        new(number, number, nowUnixNs, options.SettingsHash(), firstSignalId, options.EngineVersion);

    private static (string Path, long SoundBytes)? CutTornTail(string path, ReplayTotals totals, List<string> notes)
    {
        if (totals.TornBytes == 0)
            return null;

        var torn = $"journal {path}: a torn tail of {totals.TornBytes} bytes";
        try
        {
            var kept = SetAside.Tail(path, totals.SoundBytesOfLast);
            notes.Add($"{torn} was cut at byte {totals.SoundBytesOfLast}; kept as {kept}");
            return null;
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            notes.Add($"{torn} stays until it can be kept: {full.Message}");
            return (path, totals.SoundBytesOfLast);
        }
    }
}
