using System.Text;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>
/// The settings by which a chain is decided, in its first segment: what was done under them stays done whatever a person sets later. A chain has
/// one set; under another one the engine begins a chain of its own.
/// </summary>
public static class SettingsRecord
{
    // Behind what the chain before left, or first.
    private const int PlaceMax = 2;

    /// <summary>Writes the settings in force; once in a chain, before anything but what the chain before left.</summary>
    public static void Append(EngineJournal journal, EngineOptions options, long atUnixNs)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(options);
        journal.Append(JournalRecordKind.SettingsInForce, atUnixNs, Encoding.UTF8.GetBytes(options.WholeText()));
    }

    /// <summary>
    /// The options by which a chain was decided; null when its journal does not say it, as those of engines before 2026-11-30 do not, or names what
    /// this engine does not have.
    /// </summary>
    /// <param name="firstSegment">The first segment of the chain.</param>
    /// <param name="pattern">Options of this engine: what the record does not name is as they have it.</param>
    /// <exception cref="JournalCorruptException">The segment cannot be trusted.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static EngineOptions? Of(string firstSegment, EngineOptions pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        using var reader = SegmentReader.Open(firstSegment);
        for (var place = 0; place < PlaceMax && reader.TryRead(out var record); place++)
        {
            if (record.Kind == JournalRecordKind.SettingsInForce)
                return pattern.Read(RecordPayload.Text(record));
        }

        return null;
    }
}
