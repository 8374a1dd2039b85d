using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;
using TradingMode = MiaIa.Engine.Accounts.TradingMode;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>
/// What the payload of a record holds. A checksum says that the bytes are those that were written, not that they make sense: what does not is
/// corruption, with its place, whoever wrote it.
/// </summary>
internal static class RecordPayload
{
    /// <summary>The message that a record holds.</summary>
    /// <exception cref="JournalCorruptException">It is none.</exception>
    internal static T Message<T>(string path, in JournalRecord record, MessageParser<T> parser)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(record.Payload);
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw Corrupt(path, record, malformed.Message);
        }
    }

    /// <summary>The frame of an Attach record; it holds a Hello and an epoch.</summary>
    /// <exception cref="JournalCorruptException">It does not.</exception>
    internal static StudyFrame Attach(string path, in JournalRecord record)
    {
        var frame = Message(path, record, StudyFrame.Parser);
        return frame.BodyCase == StudyFrame.BodyOneofCase.Hello && frame.Epoch != 0
            ? frame
            : throw Corrupt(path, record, $"it holds {frame.BodyCase} of epoch {frame.Epoch}, not a Hello");
    }

    /// <summary>The number of a Detach or End record.</summary>
    /// <exception cref="JournalCorruptException">It is too short for one.</exception>
    internal static ulong Number(string path, in JournalRecord record) =>
        record.Payload.Length == sizeof(ulong)
            ? BinaryPrimitives.ReadUInt64LittleEndian(record.Payload)
            : throw Corrupt(path, record, $"{record.Payload.Length} bytes instead of 8");

    /// <summary>The date of a LossLimit record.</summary>
    /// <exception cref="JournalCorruptException">It is none.</exception>
    internal static DateOnly Date(string path, in JournalRecord record) =>
        Number(path, record) is var days && days <= (ulong)DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)days)
            : throw Corrupt(path, record, $"day {days} is no date");

    /// <summary>The order and the instrument of an EntryKept record.</summary>
    /// <exception cref="JournalCorruptException">It is too short for them.</exception>
    internal static (ulong OrderId, string Instrument) Kept(string path, in JournalRecord record) =>
        record.Payload.Length > sizeof(ulong)
            ? KeptRecord.Read(record.Payload)
            : throw Corrupt(path, record, $"{record.Payload.Length} bytes instead of an id and a name");

    /// <summary>The mode of a ModeInForce record.</summary>
    /// <exception cref="JournalCorruptException">It is none.</exception>
    internal static TradingMode Mode(string path, in JournalRecord record) =>
        Number(path, record) is var mode && mode <= byte.MaxValue && Enum.IsDefined((TradingMode)mode)
            ? (TradingMode)mode
            : throw Corrupt(path, record, $"mode {mode} is none");

    /// <summary>The text of a record, as it can be printed; what is not UTF-8 is shown as such.</summary>
    internal static string Text(in JournalRecord record) => Encoding.UTF8.GetString(record.Payload);

    /// <summary>Reads a record of any kind as a replay does, as far as that needs no state.</summary>
    /// <exception cref="JournalCorruptException">It cannot be read.</exception>
    internal static void Check(string path, in JournalRecord record, FrameReader frame)
    {
        switch (record.Kind)
        {
            case JournalRecordKind.StudyFrame:
                if (!frame.TryRead(record.Room, record.Payload.Length))
                    throw Corrupt(path, record, "it is no frame with an epoch");
                break;
            case JournalRecordKind.Attach:
                Attach(path, record);
                break;
            case JournalRecordKind.Detach or JournalRecordKind.End:
                Number(path, record);
                break;
            case JournalRecordKind.LossLimit:
                Date(path, record);
                break;
            case JournalRecordKind.EntryKept:
                Kept(path, record);
                break;
            case JournalRecordKind.ModeInForce:
                Mode(path, record);
                break;
            case JournalRecordKind.Halt:
                Message(path, record, HaltRequest.Parser);
                break;
            case JournalRecordKind.Flatten:
                Message(path, record, FlattenRequest.Parser);
                break;
            case JournalRecordKind.Resume:
                Message(path, record, ResumeRequest.Parser);
                break;
            case JournalRecordKind.Option:
                Message(path, record, OptionInput.Parser);
                break;
            // What a carry holds is judged by the state that is built from it: one that does not fit halts and is said, and loses nothing.
            case JournalRecordKind.ClockTick or JournalRecordKind.Carry or >= JournalRecordKind.Notes:
                break;
            default:
                throw Unknown(path, record);
        }
    }

    /// <summary>The fault of an input that only a newer engine knows.</summary>
    internal static JournalCorruptException Unknown(string path, in JournalRecord record) =>
        new(path, record.Offset, $"it holds an input of kind {(int)record.Kind}, which this engine does not know: a newer one wrote it")
        {
            IsOfNewerEngine = true,
        };

    private static JournalCorruptException Corrupt(string path, in JournalRecord record, string why) =>
        new(path, record.Offset, $"its {record.Kind} record passes its checksum and cannot be read: {why}");
}
