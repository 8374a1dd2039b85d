using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.OptionInputs;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>Feeds a step from a journal: the same inputs in the same order as live, so that it ends in the same state.</summary>
public static class JournalReplay
{
    /// <summary>Replays segments, which follow one another, into a step.</summary>
    /// <param name="segments">Paths, oldest first. Only the last may have a torn tail.</param>
    /// <param name="step">Takes every input.</param>
    /// <param name="observer">Looks on; null = nobody.</param>
    /// <param name="intents">Holds the order intents that the step makes against those recorded; null = they are counted only.</param>
    /// <exception cref="JournalCorruptException">A segment cannot be trusted.</exception>
    public static ReplayTotals Run(
        IReadOnlyList<string> segments,
        EngineState step,
        IReplayObserver? observer = null,
        IntentComparison? intents = null
    )
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(step);
        var totals = new ReplayTotals();
        var frames = new FrameReader();
        for (var i = 0; i < segments.Count; i++)
        {
            using var reader = SegmentReader.Open(segments[i]);
            reader.Header?.Begin(step);
            while (reader.TryRead(out var record))
            {
                totals.Records++;
                var instrument = Apply(segments[i], step, record, frames, totals, intents);
                observer?.Took(instrument, totals.Bytes + reader.SoundBytes);
            }

            totals.Bytes += reader.SoundBytes;
            if (reader.TornBytes == 0)
                continue;

            if (i < segments.Count - 1)
                throw new JournalCorruptException(segments[i], reader.SoundBytes, "the segment is torn, and another follows it");

            totals.TornBytes = reader.TornBytes;
            totals.SoundBytesOfLast = reader.SoundBytes;
        }

        intents?.End();
        return totals;
    }

    /// <summary>Gives one record, which is counted already, to a step. Returns the instrument that a study's frame was for.</summary>
    /// <exception cref="JournalCorruptException">The record cannot be trusted.</exception>
    internal static InstrumentEngine? Apply(
        string path,
        EngineState step,
        in JournalRecord record,
        FrameReader frames,
        ReplayTotals totals,
        IntentComparison? intents
    ) => record.Kind == JournalRecordKind.StudyFrame ? Apply(path, step, record, frames) : Apply(path, step, record, totals, intents);

    private static InstrumentEngine? Apply(
        string path,
        EngineState step,
        in JournalRecord record,
        ReplayTotals totals,
        IntentComparison? intents
    )
    {
        var at = record.ReceivedAtUnixNs;
        switch (record.Kind)
        {
            case JournalRecordKind.Attach:
                Attach(path, step, record);
                break;
            case JournalRecordKind.Detach:
                step.Detach(RecordPayload.Number(path, record), at);
                break;
            case JournalRecordKind.Halt:
                step.Halt(TradingControlText.From(RecordPayload.Message(path, record, HaltRequest.Parser)), at);
                break;
            case JournalRecordKind.Flatten:
                step.Flatten(TradingControlText.From(RecordPayload.Message(path, record, FlattenRequest.Parser)), at);
                break;
            case JournalRecordKind.Resume:
                step.Resume(at);
                break;
            case JournalRecordKind.ClockTick:
                step.Tick(at);
                break;
            case JournalRecordKind.Option:
                var input = RecordPayload.Message(path, record, OptionInput.Parser);
                if (OptionRules.FirstBroken(input, step.Chains) is { } broken)
                    throw new JournalCorruptException(path, record.Offset, $"it holds an option input that no engine takes: {broken.Text}");

                step.Apply(input, at);
                break;
            case JournalRecordKind.LossLimit:
                step.Account.HoldLossLimit(RecordPayload.Date(path, record));
                break;
            case JournalRecordKind.EntryKept:
                Keep(path, step, record);
                break;
            case JournalRecordKind.Carry when totals.Records == 1:
                CarryRecord.Load(record.Payload, step, at);
                // Until a record of the new chain says it too.
                totals.Mode = step.CarriedMode;
                break;
            case JournalRecordKind.Carry:
                throw new JournalCorruptException(path, record.Offset, "what outlives a chain stands where the chain has begun already");
            case JournalRecordKind.End:
                totals.Compare(path, record, step.DecisionHash);
                break;
            case < JournalRecordKind.Notes:
                throw RecordPayload.Unknown(path, record);
            default:
                Take(path, record, totals, intents);
                break;
        }

        return null;
    }

    private static void Attach(string path, EngineState step, in JournalRecord record)
    {
        var hello = RecordPayload.Attach(path, record);
        if (step.FindInstrument(hello.Hello.Instrument) is null)
        {
            throw new JournalCorruptException(
                path,
                record.Offset,
                $"it holds {hello.Hello.Instrument}, which is not among the instruments of the settings"
            );
        }

        step.Attach(hello.Epoch, hello.Hello, record.ReceivedAtUnixNs);
    }

    private static void Keep(string path, EngineState step, in JournalRecord record)
    {
        var (orderId, name) = RecordPayload.Kept(path, record);
        if (step.FindInstrument(name) is not { } instrument)
            throw new JournalCorruptException(path, record.Offset, $"it holds {name}, which is not among the instruments of the settings");

        step.KeepEntry(instrument, orderId, record.ReceivedAtUnixNs);
    }

    // A note decides nothing.
    private static void Take(string path, in JournalRecord note, ReplayTotals totals, IntentComparison? intents)
    {
        switch (note.Kind)
        {
            case JournalRecordKind.OrderIntent:
                totals.IntentsRecorded++;
                if (intents?.Compare(path, note) is { } difference)
                    totals.Differs(difference);
                break;
            case JournalRecordKind.Unrecorded:
                totals.AddUnrecorded(RecordPayload.Text(note));
                break;
            case JournalRecordKind.ModeInForce:
                totals.Mode = RecordPayload.Mode(path, note);
                break;
            case JournalRecordKind.SettingsInForce:
                break;
            default:
                totals.NotesPassed++;
                break;
        }
    }

    private static InstrumentEngine Apply(string path, EngineState step, in JournalRecord record, FrameReader frame)
    {
        if (!frame.TryRead(record.Room, record.Payload.Length) || step.FindEpoch(frame.Epoch) is not { } state)
            throw new JournalCorruptException(path, record.Offset, "a frame of an epoch that never attached");

        step.Apply(state, frame, record.ReceivedAtUnixNs);
        return state.Instrument;
    }
}
