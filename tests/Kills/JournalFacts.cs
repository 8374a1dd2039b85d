using System.Buffers.Binary;
using System.Text;
using MiaIa.V1;

namespace Kills;

/// <summary>What a journal says of orders, read without the engine: intents, executions that the study told, and where it was latched.</summary>
internal sealed class JournalFacts
{
    private const byte StudyFrameKind = 1;
    private const byte HaltKind = 4;
    private const byte ResumeKind = 5;
    private const byte FlattenKind = 6;
    private const byte IntentKind = 129;
    private const long EnterIntent = 1;

    /// <summary>Orders that the engine decided to enter.</summary>
    internal HashSet<ulong> Entered { get; } = [];

    /// <summary>Executions by the study's name for them.</summary>
    internal Dictionary<string, FillReport> Fills { get; } = new(StringComparer.Ordinal);

    /// <summary>What must not be.</summary>
    internal List<string> Faults { get; } = [];

    internal static JournalFacts Read(string directory)
    {
        var facts = new JournalFacts();
        var isLatched = false;
        foreach (var record in JournalBytes.Segments(directory).SelectMany(JournalBytes.Read))
        {
            isLatched = record.Kind is HaltKind or FlattenKind || (isLatched && record.Kind != ResumeKind);
            if (record.Kind == StudyFrameKind)
                facts.Take(StudyFrame.Parser.ParseFrom(record.Payload));
            else if (record.Kind == IntentKind)
                facts.TakeIntent(record, isLatched);
        }

        return facts;
    }

    // Version, the instrument's name with its length before it, kind, order.
    private void TakeIntent(ByteRecord record, bool isLatched)
    {
        var bytes = record.Payload.AsSpan();
        var nameBytes = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
        var kind = BinaryPrimitives.ReadInt64LittleEndian(bytes[(16 + nameBytes)..]);
        var order = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(24 + nameBytes)..]);
        if (kind != EnterIntent)
            return;
        var where = $"{record.Segment}, record {record.Number}, {Encoding.UTF8.GetString(bytes.Slice(16, nameBytes))}";
        if (isLatched)
            Faults.Add($"{where}: entry {order:x} was decided while the engine was halted");
        if (!Entered.Add(order))
            Faults.Add($"{where}: entry {order:x} was decided twice");
    }

    private void Take(StudyFrame frame)
    {
        if (frame.BodyCase == StudyFrame.BodyOneofCase.FillReport)
            Take(frame.FillReport);
        if (frame.BodyCase != StudyFrame.BodyOneofCase.OrderSnapshot)
            return;
        foreach (var fill in frame.OrderSnapshot.Fill)
            Take(fill);
    }

    private void Take(FillReport fill)
    {
        if (!Fills.TryAdd(fill.FillId, fill) && !Same(Fills[fill.FillId], fill))
            Faults.Add($"execution {fill.FillId} was told in two ways: {Fills[fill.FillId]} and {fill}");
    }

    private static bool Same(FillReport one, FillReport other) =>
        (one.Lots, one.PriceTicks, one.Direction, one.CommandId) == (other.Lots, other.PriceTicks, other.Direction, other.CommandId);
}
