using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>The bytes of an <see cref="JournalRecordKind.OrderIntent"/>: every field, so that equal bytes are equal intents.</summary>
public sealed class IntentRecord
{
    private const long Version = 1;

    private readonly CarryWriter _writer = new(8192);

    /// <summary>The bytes of an intent; valid until the next call.</summary>
    /// <param name="instrument">The root: ES, MES, NQ or MNQ.</param>
    /// <param name="intent">What was decided.</param>
    public ReadOnlySpan<byte> Of(string instrument, in OrderIntent intent)
    {
        _writer.Clear();
        _writer.WriteInt64(Version);
        _writer.WriteString(instrument);
        _writer.WriteInt64((long)intent.Kind);
        _writer.WriteUInt64(intent.OrderId);
        _writer.WriteUInt64(intent.Entry.SignalId);
        _writer.WriteInt64((long)intent.Entry.Direction);
        _writer.WriteInt64(intent.Entry.Lots.Value);
        _writer.WriteInt64(intent.Entry.Reference.Value);
        _writer.WriteInt64(intent.Entry.Limit.Value);
        _writer.WriteInt64(intent.Entry.StopTicks);
        _writer.WriteInt64(intent.Entry.TargetTicks);
        _writer.WriteString(intent.Reason ?? "");
        _writer.WriteInt64(intent.DecidedAt.Value);
        return _writer.Written;
    }
}
