namespace MiaIa.Engine.Runtime.Journal;

/// <summary>
/// What a journal record holds. The numbers are the file format: never reused, never renumbered. Below <see cref="Notes"/> they are inputs:
/// an engine that does not know one refuses the journal, because a replay without it would decide otherwise. From there on they are notes
/// that decide nothing: a replay passes over those that it does not know.
/// </summary>
public enum JournalRecordKind : byte
{
    /// <summary>Never written; a record of this kind is corrupt.</summary>
    None = 0,

    /// <summary>One StudyFrame, its bytes as received.</summary>
    StudyFrame = 1,

    /// <summary>A study attached: the StudyFrame that holds its Hello, its bytes as received.</summary>
    Attach = 2,

    /// <summary>A study's stream ended: its epoch as u64.</summary>
    Detach = 3,

    /// <summary>HaltRequest. Also the first record of a segment that begins halted, so that the latch survives.</summary>
    Halt = 4,

    /// <summary>ResumeRequest.</summary>
    Resume = 5,

    /// <summary>FlattenRequest; it halts too.</summary>
    Flatten = 6,

    /// <summary>The local clock ticked and the cores were told; no payload.</summary>
    ClockTick = 7,

    /// <summary>The engine stopped in order: the decision hash as u64.</summary>
    End = 8,

    /// <summary>One OptionInput that was taken: a chain, values of it, an index, a feed state or the days before.</summary>
    Option = 9,

    /// <summary>What outlives the chain before: the first record of a chain that goes on from one. See <see cref="CarryRecord"/>.</summary>
    Carry = 10,

    /// <summary>
    /// The account's daily loss limit was reached: the trade date as days since 0001-01-01, u64. A replay finds it by itself; under a wider limit it
    /// does not, and this record holds the latch.
    /// </summary>
    LossLimit = 11,

    /// <summary>An entry's command was kept back here and never left: the order's id, u64, and the instrument's name (UTF-8).</summary>
    EntryKept = 12,

    /// <summary>The first number of what decides nothing; it is never written itself.</summary>
    Notes = 128,

    /// <summary>
    /// An order intent, on the device before its command left. It decides nothing, because a replay makes it again; that it makes the same one is
    /// checked: see <see cref="IntentComparison"/>.
    /// </summary>
    OrderIntent = 129,

    /// <summary>Before this record there was a stretch without a journal: its device had failed. The payload says it in words (UTF-8).</summary>
    Unrecorded = 130,

    /// <summary>
    /// The mode that the orders from here on are of: its number, u64. Before the first intent of a chain, and of each process that goes on with
    /// one: see <see cref="RecordedMode"/>.
    /// </summary>
    ModeInForce = 131,

    /// <summary>The settings by which the chain is decided (UTF-8, a line each): see <see cref="SettingsRecord"/>.</summary>
    SettingsInForce = 132,
}
