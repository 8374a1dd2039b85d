using MiaIa.Bridge.Link;
using MiaIa.Bridge.Logging;
using MiaIa.Bridge.Sessions;
using MiaIa.Bridge.Wire;
using Serilog;

namespace MiaIa.Bridge.Relay;

/// <summary>From the engine to the studies; also notices when a call to the engine came or went.</summary>
internal sealed class DownstreamRelay
{
    private readonly IStudyPort _port;
    private readonly StudyTable _table;
    private readonly HelloHandler _hello;
    private readonly BridgeReplies _replies;
    private readonly BridgeCounters _counters;
    private readonly BridgeClock _clock;
    private readonly ILogger _log;

    internal DownstreamRelay(
        IStudyPort port,
        StudyTable table,
        HelloHandler hello,
        BridgeReplies replies,
        BridgeCounters counters,
        BridgeClock clock,
        ILogger log
    )
    {
        _port = port;
        _table = table;
        _hello = hello;
        _replies = replies;
        _counters = counters;
        _clock = clock;
        _log = log;
    }

    /// <summary>Passes on everything that waits.</summary>
    /// <returns>True when a study's queue is full, so that something still waits: look again soon.</returns>
    internal bool Drain()
    {
        var waits = false;
        // By index: a refusal frees a lease, which walks the same list.
        for (var i = 0; i < _table.All.Count; i++)
        {
            var session = _table.All[i];
            FollowCall(session);
            waits |= !TryEmpty(session);
        }

        return waits;
    }

    private void FollowCall(StudySession session)
    {
        var call = session.Link?.Call;
        if (ReferenceEquals(call, session.Call))
            return;
        session.Call = call;
        if (session.Phase == AttachPhase.Attached)
        {
            _counters.Lost++;
            LogMessages.EngineLost(_log, session.Epoch, session.Order.Expected);
            _replies.Heartbeat(session, engineConnected: false, "the engine is away");
        }

        session.Phase = AttachPhase.Detached;
        _hello.Announce(session);
    }

    private bool TryEmpty(StudySession session)
    {
        while (true)
        {
            var frame = session.Downstream;
            if (frame.Length == 0)
            {
                if (session.Link is not { } link || !link.Downstream.TryTake(frame))
                    return true;
                if (!TryObey(session, frame))
                    continue;
            }

            var length = TimestampAppender.AppendDownstream(frame.WithRoom, frame.Length, _clock.UnixNanos);
            var outcome = _port.TrySend(session.RoutingId, frame.WithRoom[..length]);
            if (outcome == SendOutcome.WouldBlock)
                return false;
            if (outcome == SendOutcome.Sent)
                _counters.FramesReturned++;
            else
                _counters.NobodyThere++;
            frame.Clear();
            FinishResume(session);
        }
    }

    /// <summary>Does what a frame means for the bridge itself, once, before it is passed on.</summary>
    private bool TryObey(StudySession session, FrameBuffer frame)
    {
        if (!EngineEnvelope.TryRead(frame.Frame, out var envelope))
        {
            _counters.EngineFramesMalformed++;
            LogMessages.EngineFrameMalformed(_log, session.Epoch, frame.Length);
            frame.Clear();
            return false;
        }

        switch (envelope.Body)
        {
            case EngineBody.Welcome:
                Attach(session, envelope.ResumeCounter);
                break;
            case EngineBody.ResendRequest:
                session.Order.MoveTo(envelope.CounterField);
                break;
            case EngineBody.Ack:
                // The study forgets what is acknowledged, so nothing before that can be waited for.
                session.Order.MoveUpTo(envelope.CounterField + 1);
                break;
            case EngineBody.Refused:
                LogMessages.EngineRefused(_log, session.Epoch, session.Key.ToString());
                session.Phase = AttachPhase.Refused;
                _table.Demote(session, TimeSpan.Zero);
                Succession.Offer(_table, session.Key, _replies);
                break;
            case EngineBody.Signal or EngineBody.Levels or EngineBody.State:
                ShowReaders(session, frame);
                break;
            default:
                break;
        }

        return true;
    }

    private void Attach(StudySession session, ulong resumeCounter)
    {
        _counters.Attached++;
        session.Order.MoveTo(resumeCounter);
        session.ResendAfterWelcome = session.WasAttached;
        session.WasAttached = true;
        session.Phase = AttachPhase.Attached;
        LogMessages.Attached(_log, session.Epoch, session.Order.Expected);
        _replies.Heartbeat(session, engineConnected: true, "");
    }

    // After a break the study's pointer may be anywhere; the Welcome has told it where, this makes sure.
    private void FinishResume(StudySession session)
    {
        if (!session.ResendAfterWelcome)
            return;
        session.ResendAfterWelcome = false;
        _replies.ResendRequest(session);
    }

    private void ShowReaders(StudySession publisher, FrameBuffer frame)
    {
        foreach (var reader in _table.All)
        {
            if (reader.IsPublisher || reader.Key != publisher.Key || reader.Phase == AttachPhase.Refused)
                continue;
            var length = TimestampAppender.AppendDownstream(frame.WithRoom, frame.Length, _clock.UnixNanos);
            length = TimestampAppender.AppendAddress(frame.WithRoom, length, reader.Epoch);
            switch (_port.TrySend(reader.RoutingId, frame.WithRoom[..length]))
            {
                case SendOutcome.Sent:
                    _counters.FramesReturned++;
                    break;
                case SendOutcome.WouldBlock:
                    _counters.ReaderOverflows++;
                    break;
                default:
                    _counters.NobodyThere++;
                    break;
            }
        }
    }
}
