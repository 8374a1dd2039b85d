namespace MiaIa.SierraFiles;

/// <summary>The binary files of Sierra Chart that we read and write.</summary>
public static class SierraFormats
{
    /// <summary>Intraday records, <c>Data/&lt;symbol&gt;.scid</c>: 56 bytes of header, 40 a record.</summary>
    public static RecordFormat<ScidRecord> Scid { get; } = new(".scid", "SCID", headerBytes: 56, versionBytes: 2);

    /// <summary>Market depth of one UTC day, <c>&lt;symbol&gt;.&lt;date&gt;.depth</c>: 64 bytes of header, 24 a record.</summary>
    public static RecordFormat<DepthRecord> Depth { get; } = new(".depth", "SCDD", headerBytes: 64, versionBytes: 4);
}
