namespace MiaIa.Engine.Runtime.Journal;

/// <summary>
/// Makes a journal one that an engine starts on: cuts what cannot be read and what goes on from it, keeps it beside the journal, and sets the
/// latch, since a halt may be in what was cut.
/// </summary>
public static class JournalRepair
{
    /// <summary>Repairs a directory; its lock is held by the caller.</summary>
    /// <returns>What was done, in words; empty when nothing was wrong.</returns>
    /// <exception cref="JournalCorruptException">
    /// Two segments have one number: which of them is to stay only a person can say. Or a newer engine wrote one: it is sound to that one.
    /// </exception>
    /// <exception cref="IOException">A file cannot be moved or copied, or the latch not be set; then nothing was lost.</exception>
    public static IReadOnlyList<string> Run(string directory)
    {
        var reports = JournalCheck.Verify(directory);
        if (reports.FirstOrDefault(report => report.Header is not null && IsDouble(report, reports)) is { } twin)
            throw new JournalCorruptException(twin.Path, 0, twin.Fault);
        if (reports.FirstOrDefault(report => report.IsOfNewerEngine) is { } newer)
            throw new JournalCorruptException(newer.Path, newer.SoundBytes, "a newer engine wrote it and can read it: nothing was cut");
        if (reports.All(report => report.IsSound))
            return [];

        // First: dying on the way leaves a halt, and never a cut without one.
        using (var latch = HaltLatch.Open(directory))
        {
            if (latch.TrySet("miaia journal repair: the journal was cut, look at positions and orders before you resume") is { } failure)
                throw new IOException($"the latch {Path.Combine(directory, HaltLatch.FileName)} cannot be set: {failure}");
        }

        var done = new List<string>();
        // Newest first, so that a repair that dies on the way leaves no segment behind one that was cut.
        for (var i = reports.Count - 1; i >= 0; i--)
        {
            if (Repair(reports, i) is { } text)
                done.Insert(0, text);
        }

        return done;
    }

    private static string? Repair(IReadOnlyList<SegmentReport> reports, int index)
    {
        var report = reports[index];
        if (report.Header is not { } header || report.SoundBytes == 0)
            return $"{report.Path}: {report.Fault}; kept as {SetAside.Whole(report.Path)}";

        if (reports.Take(index).LastOrDefault(earlier => !earlier.IsSound && IsBeforeInChain(earlier, header)) is { } broken)
            return $"{report.Path}: it goes on from {broken.Path}, which is not whole; kept as {SetAside.Whole(report.Path)}";

        return report.IsSound
            ? null
            : $"{report.Path}: {report.Fault}; what is behind it is kept as {SetAside.Tail(report.Path, report.SoundBytes)}";
    }

    private static bool IsBeforeInChain(SegmentReport earlier, JournalHeader header) =>
        earlier.Header is { } before && before.Number >= header.ChainFirstNumber && before.Number < header.Number;

    private static bool IsDouble(SegmentReport report, IReadOnlyList<SegmentReport> all) =>
        all.Any(other => other != report && other.Header?.Number == report.Header!.Number) && !report.IsSound;
}
