using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>
/// What an engine finds when it starts: the state that the journal's newest chain gives. A chain is what a replay has to read: it
/// begins where the cores were empty and goes on over restarts of one trading day.
/// </summary>
/// <param name="Step">The state to go on with.</param>
/// <param name="Next">The header of the segment to begin.</param>
/// <param name="Totals">What was read.</param>
/// <param name="Notes">What the operator should know, in words: a torn tail, a difference, other settings.</param>
/// <param name="LatchedHalt">The reason of a halt that an older chain left; empty when there is none or the chain goes on.</param>
public sealed record JournalRecovery(
    EngineState Step,
    JournalHeader Next,
    ReplayTotals Totals,
    IReadOnlyList<string> Notes,
    string LatchedHalt
)
{
    /// <summary>Reads a directory, cuts a torn tail, and says how to go on.</summary>
    /// <param name="directory">The journal; its lock is held.</param>
    /// <param name="options">The instruments.</param>
    /// <param name="sink">Takes the decisions that are made again.</param>
    /// <param name="nowUnixNs">Local time, ns since 1970-01-01 UTC.</param>
    /// <exception cref="JournalCorruptException">The journal cannot be trusted.</exception>
    /// <exception cref="IOException">The directory cannot be read, or a torn tail cannot be cut.</exception>
    public static JournalRecovery Read(string directory, EngineOptions options, IDecisionSink sink, long nowUnixNs)
    {
        ArgumentNullException.ThrowIfNull(options);
        var notes = new List<string>();
        var segments = WithoutUnborn(directory, notes);
        if (segments.Count == 0)
            return new(new EngineState(options, 1, sink), First(1, 1, options, nowUnixNs), new(), notes, "");

        var newest = segments[^1].Header;
        var chain = segments.Where(s => s.Header.Number >= newest.ChainFirstNumber).ToArray();
        if (chain.Length != newest.Number - newest.ChainFirstNumber + 1)
        {
            throw new JournalCorruptException(
                segments[^1].Path,
                0,
                $"its chain begins at segment {newest.ChainFirstNumber}, and not all segments from there on are in {directory}"
            );
        }

        var step = new EngineState(options, newest.FirstSignalId, sink);
        var totals = JournalReplay.Run([.. chain.Select(s => s.Path)], step);
        CutTornTail(chain[^1].Path, totals, notes);
        if (totals.Difference is { } difference)
            notes.Add($"replay differs from live: {difference}");

        if (newest.SettingsHash != options.SettingsHash())
            notes.Add("the journal was made with other instrument settings; the state is rebuilt with today's");

        if (newest.RulesVersion != EngineState.RulesVersion)
            notes.Add($"the journal was decided by rules {newest.RulesVersion}; the state is rebuilt by rules {EngineState.RulesVersion}");

        return TradingDay.Of(Math.Max(step.NewestUnixNs, newest.CreatedUnixNs)) == TradingDay.Of(nowUnixNs)
            ? new(
                step,
                newest with
                {
                    Number = newest.Number + 1,
                    CreatedUnixNs = nowUnixNs,
                    SettingsHash = options.SettingsHash(),
                    RulesVersion = EngineState.RulesVersion,
                    EngineVersion = options.EngineVersion,
                },
                totals,
                notes,
                ""
            )
            : Anew(step, newest, options, sink, nowUnixNs, totals, notes);
    }

    private static JournalRecovery Anew(
        EngineState old,
        JournalHeader newest,
        EngineOptions options,
        IDecisionSink sink,
        long nowUnixNs,
        ReplayTotals totals,
        List<string> notes
    )
    {
        notes.Add("a new trading day: the cores begin empty");
        var firstSignalId = old.NewestSignalId + 1;
        return new(
            new EngineState(options, firstSignalId, sink),
            First(newest.Number + 1, firstSignalId, options, nowUnixNs),
            totals,
            notes,
            old.IsHalted ? old.HaltReason : ""
        );
    }

    private static JournalHeader First(uint number, ulong firstSignalId, EngineOptions options, long nowUnixNs) =>
        new(number, number, nowUnixNs, options.SettingsHash(), firstSignalId, options.EngineVersion);

    private static void CutTornTail(string path, ReplayTotals totals, List<string> notes)
    {
        if (totals.TornBytes == 0)
            return;

        using var file = DiskSegmentFile.Open(path);
        file.Truncate(totals.SoundBytesOfLast);
        file.Sync();
        notes.Add($"journal {path}: a torn tail of {totals.TornBytes} bytes was cut at byte {totals.SoundBytesOfLast}");
    }

    /// <summary>The segments with their headers; the newest is deleted when a crash cut it inside its header: it holds nothing.</summary>
    private static List<(string Path, JournalHeader Header)> WithoutUnborn(string directory, List<string> notes)
    {
        var found = new List<(string, JournalHeader)>();
        var listed = SegmentName.List(directory);
        for (var i = 0; i < listed.Count; i++)
        {
            var path = listed[i].Path;
            var header = SegmentReader.ReadHeader(path);
            if (header is not null)
            {
                found.Add((path, header));
            }
            else if (i < listed.Count - 1)
            {
                throw new JournalCorruptException(path, 0, "the file ends inside its header, and another segment follows");
            }
            else
            {
                File.Delete(path);
                notes.Add($"journal {path}: it ended inside its header and was deleted");
            }
        }

        return found;
    }
}
