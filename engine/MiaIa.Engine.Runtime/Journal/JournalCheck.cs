using MiaIa.Engine.Runtime.Ingress;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>Reads every record of a journal as a replay would, without cores and without changing anything.</summary>
public static class JournalCheck
{
    /// <summary>Looks at every file of a directory that is called like a segment.</summary>
    /// <returns>One report a file: those without a header first, the others by the numbers in their headers.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<SegmentReport> Verify(string directory)
    {
        SegmentReport[] reports =
        [
            .. JournalSegments
                .PathsOf(directory)
                .Select(ReportOf)
                .OrderBy(report => report.Header?.Number ?? 0)
                .ThenBy(report => report.Path),
        ];
        for (var i = 1; i < reports.Length; i++)
        {
            if (reports[i].IsSound && BrokenOrder(reports[i - 1], reports[i]) is { } fault)
                reports[i] = reports[i] with { Fault = fault, SoundBytes = 0 };
        }

        if (reports.FirstOrDefault(report => report.Header is not null) is { IsSound: true, Header: { } first } && !first.IsFirstOfChain)
        {
            var at = Array.FindIndex(reports, report => report.Header == first);
            reports[at] = reports[at] with { Fault = MissingBefore(first), SoundBytes = 0 };
        }

        return reports;
    }

    private static string? BrokenOrder(SegmentReport before, SegmentReport report)
    {
        if (before.Header is not { } earlier || report.Header is not { } header)
            return null;
        if (header.Number == earlier.Number)
            return $"its segment number {header.Number} is also that of {before.Path}: move one of them away";

        return header.IsFirstOfChain || header.Number == earlier.Number + 1 ? null : MissingBefore(header);
    }

    private static string MissingBefore(JournalHeader header) =>
        $"segment {header.Number - 1} is missing, and this one goes on from it: its chain begins at segment {header.ChainFirstNumber}";

    private static SegmentReport ReportOf(string path)
    {
        var (records, bytes) = (0L, new FileInfo(path).Length);
        JournalHeader? header = null;
        try
        {
            using var reader = SegmentReader.Open(path);
            header = reader.Header;
            if (header is null)
                return new(path, null, 0, 0, bytes, "it ends inside its header and holds nothing");

            var frame = new FrameReader();
            var unrecorded = new List<string>();
            while (reader.TryRead(out var record))
            {
                RecordPayload.Check(path, record, frame);
                records++;
                if (record.Kind == JournalRecordKind.Unrecorded)
                    unrecorded.Add(RecordPayload.Text(record));
            }

            var fault = reader.TornBytes == 0 ? "" : $"a torn tail of {reader.TornBytes} bytes at byte {reader.SoundBytes}";
            // What a running engine has written meanwhile was read, too: the length from before is too small.
            return new(path, header, records, reader.SoundBytes, reader.SoundBytes + reader.TornBytes, fault) { Unrecorded = unrecorded };
        }
        catch (JournalCorruptException corrupt)
        {
            return new(path, header, records, corrupt.Offset, bytes, corrupt.Message) { IsOfNewerEngine = corrupt.IsOfNewerEngine };
        }
    }
}
