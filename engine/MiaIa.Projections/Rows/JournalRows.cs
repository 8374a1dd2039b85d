using System.Globalization;
using MiaIa.Engine.Runtime.Journal;

namespace MiaIa.Projections.Rows;

/// <summary>What the rows were made from, and where they may not be what was lived through.</summary>
internal static class JournalRows
{
    private static readonly string[] SegmentColumns =
    [
        "segment",
        "chain_first",
        "created_ns",
        "engine_version",
        "settings_hash",
        "rules_version",
        "decided_settings_hash",
        "decided_rules_version",
    ];

    private static readonly Table Segments = new("segments", [.. SegmentColumns.Select(column => (column, "@" + column))]);

    internal static readonly RowTable<string> Notes = new("notes", false, [("text", text => text)]);

    /// <summary>A segment; its row has no place of its own.</summary>
    internal static Row Segment(JournalHeader header, ulong settingsHash, uint rulesVersion) =>
        new(
            Segments,
            [
                ("@segment", (long)header.Number),
                ("@chain_first", (long)header.ChainFirstNumber),
                ("@created_ns", header.CreatedUnixNs),
                ("@engine_version", header.EngineVersion),
                ("@settings_hash", Hex(header.SettingsHash)),
                ("@rules_version", (long)header.RulesVersion),
                ("@decided_settings_hash", Hex(settingsHash)),
                ("@decided_rules_version", (long)rulesVersion),
            ]
        );

    private static string Hex(ulong value) => value.ToString("x16", CultureInfo.InvariantCulture);
}
