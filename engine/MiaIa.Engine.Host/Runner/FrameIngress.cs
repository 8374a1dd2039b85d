using System.Buffers.Binary;
using Grpc.Core;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Sessions;
using MiaIa.Engine.Host.Switches;
using MiaIa.Engine.Host.Watches;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Sessions;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Trading;
using MiaIa.Proto;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>What becomes of each frame of a study: answered, dropped as a duplicate, asked for again, or journalled and taken.</summary>
internal sealed class FrameIngress
{
    // The bridge decides between the studies of its PC, and frees a lease after 3 s of silence; a little less here, so that its decision is
    // never contradicted. Two bridges do not know of each other.
    private const long LeaseNs = 2_500_000_000;

    // Several times what all charts of a trader have.
    private const int StudiesMax = 64;

    private EngineState _state;
    private readonly EngineJournal _journal;
    private readonly Subscribers _subscribers;
    private readonly TradingControls _controls;
    private readonly LogMessages _log;
    private readonly RefusalLog _refusals;
    private readonly FrameReader _frame = new();

    internal FrameIngress(EngineState state, EngineJournal journal, Subscribers subscribers, TradingControls controls, LogMessages log)
    {
        _controls = controls;
        _state = state;
        _journal = journal;
        _subscribers = subscribers;
        _log = log;
        _refusals = new(log);
    }

    /// <summary>A new chain has begun: its state from here on.</summary>
    internal void Follow(EngineState state) => _state = state;

    /// <summary>Takes one frame of a stream.</summary>
    /// <exception cref="RpcException">The stream cannot go on.</exception>
    internal void Apply(StudySession session, ReadOnlyMemory<byte> bytes, long atUnixNs, long wallUnixNs)
    {
        if (bytes.Length > FrameLimits.FrameBytesMax)
            throw Ended(StatusCode.ResourceExhausted, $"a frame of {bytes.Length} bytes; at most {FrameLimits.FrameBytesMax} are allowed");

        var frame = _frame;
        if (!frame.TryRead(bytes.Span))
            throw Ended(StatusCode.InvalidArgument, $"{bytes.Length} bytes are not a StudyFrame with an epoch");

        if (frame.Body != StudyFrame.BodyOneofCase.None)
            session.Trace(frame.Times, wallUnixNs);

        if (frame.Body == StudyFrame.BodyOneofCase.Hello)
            Attach(session, frame, bytes, atUnixNs);
        else if (session.Epoch == 0)
            throw Ended(StatusCode.FailedPrecondition, "the first frame of a stream must be Hello");
        else if (frame.Epoch != session.Epoch)
            throw Ended(StatusCode.InvalidArgument, $"a frame of epoch {frame.Epoch} on the stream of epoch {session.Epoch}");
        else if (_journal.Failure is not null)
            HearWithoutRecord(session, frame, atUnixNs);
        else if (MayPublish(session, frame, atUnixNs))
            InOrder(session, frame, bytes.Span, atUnixNs);
    }

    // The study sends it again once there is a journal. Meanwhile it is heard for what lets us out.
    private void HearWithoutRecord(StudySession session, FrameReader frame, long atUnixNs)
    {
        var message = session.IsPublisher && frame.Refusal is null ? frame.Message : null;
        if (message?.StudySwitch is { } pressed)
            _controls.Press(pressed, session.Instrument!.Name, atUnixNs);
        else if (message?.PositionReport is { } told && ForeignReport.WhyOf(_state.FindEpoch(session.Epoch)!, told) is null)
            session.PositionWithoutRecord = told;
    }

    /// <summary>The stream has ended, however it did.</summary>
    internal void Leave(StudySession session, long atUnixNs)
    {
        if (!_subscribers.Remove(session))
        {
            if (session.Instrument is null && session.Ending is { } fault)
                _log.StreamEnded(session.Peer, fault);
            return;
        }

        if (session.IsPublisher)
            Detach(session.Epoch, atUnixNs);
        _log.Detached(session.Instrument!.Name, session.Epoch, session.Ending is { } ending ? ending.Detail : "");
    }

    /// <summary>Journals and takes the end of an epoch's stream, unless it has ended already.</summary>
    internal void Detach(ulong epoch, long atUnixNs)
    {
        if (_state.FindEpoch(epoch) is not { IsAttached: true })
            return;
        Span<byte> payload = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(payload, epoch);
        _journal.Append(JournalRecordKind.Detach, atUnixNs, payload);
        _state.Detach(epoch, atUnixNs);
    }

    private void Attach(StudySession session, FrameReader frame, ReadOnlyMemory<byte> bytes, long atUnixNs)
    {
        var hello = _log.Heard(frame.Message!.Hello);
        if (HelloRules.FirstBroken(frame.Epoch, hello, _state) is { } refused)
        {
            _log.StudyRefused(session.Peer, refused);
            session.Refuse(frame.Epoch, refused);
            throw Ended(StatusCode.FailedPrecondition, $"{refused.Code}: {refused.Text}");
        }

        if (session.Instrument is null && _subscribers.Studies.Count >= StudiesMax)
            throw Ended(StatusCode.ResourceExhausted, $"{StudiesMax} studies are attached already");

        var instrument = _state.FindInstrument(hello.Instrument)!;
        if (_subscribers.StudyOf(frame.Epoch, session) is { } replaced)
        {
            _subscribers.Remove(replaced);
            replaced.End(StatusCode.Aborted, "a newer stream of the same study took its place");
            session.IsPublisher = replaced.IsPublisher;
        }

        session.Introduce(frame.Epoch, instrument, hello, bytes);
        _subscribers.Add(session);
        if (HelloRules.ReadsBecause(hello, instrument, _state) is { } why)
            StandBack(session, why, atUnixNs);
        else if (session.IsPublisher || MayTakeOver(instrument, session, atUnixNs))
            Publish(session, atUnixNs);

        Welcome(session, instrument);
    }

    private void StandBack(StudySession session, string why, long atUnixNs)
    {
        var instrument = session.Instrument!;
        _log.ReadsOnly(instrument.Name, session.Epoch, why);
        if (HelloRules.OtherAccount(session.Hello!, instrument, _state) is not null)
            instrument.Refused.Add(RefusalReason.OtherAccount);
        // It published before its trader selected another account.
        if (session.IsPublisher)
            Detach(session.Epoch, atUnixNs);
        session.IsPublisher = false;
    }

    private void Welcome(StudySession session, InstrumentEngine instrument)
    {
        var resume = _state.FindEpoch(session.Epoch)?.Expected ?? 1;
        session.Answer(
            new EngineFrame
            {
                Welcome = new Welcome
                {
                    ProtocolVersion = HelloRules.ProtocolVersion,
                    ResumeCounter = resume,
                    Role = session.IsPublisher ? Role.Publisher : Role.Reader,
                    EngineVersion = _state.Options.EngineVersion,
                    Mode = (TradingMode)(int)instrument.Core.Trading.Mode,
                    EngineState = HelloRules.ReadsBecause(session.Hello!, instrument, _state) ?? StandingHalt.StateOf(_state),
                },
            }
        );
        _controls.TellWelcomed(session);
        foreach (var ended in _subscribers.Told.EndsFor(session.Hello!))
            session.Deliver(new EngineFrame { Signal = ended });
        if (instrument.Core.TryGetAlive(out var alive))
            session.Deliver(new EngineFrame { Signal = Messages.From(instrument, alive) });

        session.ShowState(Messages.StateOf(instrument, _state));
        session.ShowLevels(LevelMessages.From(instrument.Core));
        session.ShowTrading(TradingMessages.ViewOf(instrument.Core.Trading, _state.OwnHalt));
        _log.Attached(instrument.Name, session.IsPublisher, session.Hello!, session.Epoch, resume);
    }

    private bool MayTakeOver(InstrumentEngine instrument, StudySession session, long atUnixNs) =>
        HelloRules.ReadsBecause(session.Hello!, instrument, _state) is null
        && (
            _subscribers.PublisherOf(instrument) is not { } current
            || current == session
            || current.Ending is not null
            || instrument.Publisher is not { IsAttached: true }
            || atUnixNs - instrument.LastHeardUnixNs >= LeaseNs
        );

    /// <summary>From here on this study feeds the core; whoever did before only reads.</summary>
    internal void Publish(StudySession session, long atUnixNs)
    {
        if (_subscribers.PublisherOf(session.Instrument!) is { } before && before != session)
            before.IsPublisher = false;

        session.IsPublisher = true;
        _journal.Append(JournalRecordKind.Attach, atUnixNs, session.HelloBytes.Span);
        _state.Attach(session.Epoch, session.Hello!, atUnixNs);
    }

    /// <summary>A reader's frames are let go, unless the publisher has fallen silent: then the reader takes over.</summary>
    private bool MayPublish(StudySession session, FrameReader frame, long atUnixNs)
    {
        if (session.IsPublisher)
            return true;
        var mayTakeOver = MayTakeOver(session.Instrument!, session, atUnixNs);
        if (frame.Counter > 0 && mayTakeOver)
        {
            Publish(session, atUnixNs);
            Welcome(session, session.Instrument!);
            return true;
        }

        // A study that reads numbers nothing. It begins anew with its history when nobody publishes, as after a stream that ended behind its Hello.
        if (frame.Body == StudyFrame.BodyOneofCase.Heartbeat && mayTakeOver && session.Instrument!.Publisher is not { IsAttached: true })
            session.AskHello(atUnixNs);
        session.IgnoredFrames++;
        return false;
    }

    private void InOrder(StudySession session, FrameReader frame, ReadOnlySpan<byte> bytes, long atUnixNs)
    {
        var instrument = session.Instrument!;
        var state = _state.FindEpoch(session.Epoch)!;
        instrument.LastHeardUnixNs = atUnixNs;
        switch (FrameOrder.PlaceOf(state.Expected, state.Hello.NewestCounter, frame))
        {
            case FramePlace.Duplicate:
                instrument.Duplicates++;
                session.OwesAck = true;
                return;
            case FramePlace.Later:
                AskResend(session, state, atUnixNs);
                return;
            case FramePlace.Unannounced:
                Refuse(session, frame, state.Hello.NewestCounter, atUnixNs);
                return;
        }

        var (missing, isClockOff, quarantined) = (
            instrument.Core.Counters.FramesMissing,
            instrument.Core.IsClockOff,
            Quarantine.CountOf(instrument)
        );
        var (isSkewed, isUnheard) = (state.Clock.IsSkewed, state.Clock.IsUnheard);
        _journal.Append(JournalRecordKind.StudyFrame, atUnixNs, bytes);
        _state.Apply(state, _log.Heard(frame), atUnixNs);
        session.OwesAck |= frame.Counter > 0;
        if (frame.Refusal is { } refusal)
            _refusals.Say(instrument, frame.Counter, refusal, atUnixNs);
        else if (frame.Body == StudyFrame.BodyOneofCase.CommandAck)
            session.ConfirmedCounter = Math.Max(session.ConfirmedCounter, frame.Message!.CommandAck.EngineCounter);
        else if (frame.Body == StudyFrame.BodyOneofCase.StudySwitch)
            // The switch has a record of its own behind the frame, which a replay halts by.
            _controls.Press(frame.Message!.StudySwitch, instrument.Name, atUnixNs);

        if (frame.Refusal is null && Quarantine.CountOf(instrument) != quarantined)
            _refusals.Say(instrument, frame.Counter, Quarantine.RefusalOf(state), atUnixNs);
        // In live a stream is off until its first trade has told its time, which nobody needs to be told.
        if (state.IsPlayedInLive && !state.Clock.IsUnheard && (isUnheard || !isClockOff))
            _log.PlayedTape(instrument.Name, state.Clock.HoursBehind);
        else if (instrument.Core.IsClockOff != isClockOff && !(isUnheard && isClockOff))
            _log.StudyClock(instrument.Name, !isClockOff, state.Clock.OffsetMicros / 1e6);
        else if (state.Clock.IsSkewed != isSkewed)
            _log.StudyClockSkewed(instrument.Name, !isSkewed, state.Clock.OffsetMicros / 1e6);
        if (instrument.Core.Counters.FramesMissing != missing)
            _log.Gap(instrument.Name, instrument.Core.Counters.FramesMissing);
    }

    private void Refuse(StudySession session, FrameReader gap, ulong announced, long atUnixNs)
    {
        var refusal = Refusal.From(RefusalReason.BadGap, "gap.last_counter", gap.Counter, $"at most {announced}, which Hello named");
        session.Instrument!.Refused.Add(refusal.Reason);
        _refusals.Say(session.Instrument, gap.Counter, refusal, atUnixNs);
        session.AskHello(atUnixNs);
    }

    private void AskResend(StudySession session, EpochState state, long atUnixNs)
    {
        if (!session.AskResend(state.Expected, atUnixNs))
            return;
        state.Instrument.ResendsRequested++;
        _log.Resend(state.Instrument.Name, state.Expected);
    }

    private static RpcException Ended(StatusCode code, string text) => new(new Status(code, text));
}
