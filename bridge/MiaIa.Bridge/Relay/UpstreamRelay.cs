using MiaIa.Bridge.Logging;
using MiaIa.Bridge.Sessions;
using MiaIa.Bridge.Wire;
using MiaIa.Hosting;
using Serilog;

namespace MiaIa.Bridge.Relay;

/// <summary>From the studies to the engine: each frame is checked, put into its order and passed on as it came.</summary>
internal sealed class UpstreamRelay
{
    private const int UnknownEpochsMax = 256;
    private static readonly TimeSpan GoodbyeGrace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RefusalPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RefusalLogPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan HelloRequestPause = TimeSpan.FromMilliseconds(200);

    private readonly IStudyPort _port;
    private readonly StudyTable _table;
    private readonly ProvenStudies _proven;
    private readonly HelloHandler _hello;
    private readonly BridgeReplies _replies;
    private readonly BridgeCounters _counters;
    private readonly BridgeClock _clock;
    private readonly ILogger _log;
    private readonly List<StudySession> _written = [];
    private readonly Dictionary<ulong, RateLimit> _unknown = [];
    private readonly RateLimit _refusals = new();
    private readonly RateLimit _refusalLines = new();

    internal UpstreamRelay(
        IStudyPort port,
        StudyTable table,
        ProvenStudies proven,
        HelloHandler hello,
        BridgeReplies replies,
        BridgeCounters counters,
        BridgeClock clock,
        ILogger log
    )
    {
        _port = port;
        _table = table;
        _proven = proven;
        _hello = hello;
        _replies = replies;
        _counters = counters;
        _clock = clock;
        _log = log;
    }

    /// <summary>Takes messages until none is there or the bound is reached, then flushes each engine call that was written to, once.</summary>
    /// <param name="framesMax">Bound, so that the other direction gets its turn.</param>
    internal void Drain(int framesMax)
    {
        for (var i = 0; i < framesMax && _port.TryReceive(); i++)
            Take();
        foreach (var session in _written)
        {
            session.NeedsFlush = false;
            session.Call?.Flush();
        }

        _written.Clear();
    }

    private void Take()
    {
        var received = _clock.UnixNanos;
        _counters.FramesReceived++;
        _counters.BytesReceived += _port.FrameBytes;
        if (!IsProven())
        {
            Refuse(FrameFault.NoCredential, Describe(FrameFault.NoCredential, default), epoch: 0);
            return;
        }

        var fault = StudyEnvelope.TryRead(_port.Frame, out var envelope);
        if (_port.HasManyParts)
            fault = FrameFault.ManyParts;
        if (fault != FrameFault.None)
            Refuse(fault, Describe(fault, envelope), envelope.Epoch);
        else if (envelope.Body == StudyBody.Hello)
            TakeHello(envelope);
        else if (_table.Find(envelope.Epoch) is { } session && session.IsAt(_port.RoutingId))
            TakeFrom(session, envelope, received);
        else
            AskForHello(envelope.Epoch);
    }

    // Before a byte of the frame is read.
    private bool IsProven() =>
        _port.Credential.IsEmpty
            ? _proven.Knows(_port.RoutingId, _clock.Timestamp)
            : _proven.Prove(_port.RoutingId, _port.Credential, _clock.Timestamp);

    private void TakeHello(in StudyEnvelope envelope)
    {
        var (fault, text) = _hello.Take(envelope, _port.Frame, _port.RoutingId);
        if (fault == FrameFault.TooManyStudies)
            _table.TurnAway(_port.RoutingId, envelope.Epoch);
        if (fault != FrameFault.None)
            Refuse(fault, text, envelope.Epoch);
    }

    private void TakeFrom(StudySession session, in StudyEnvelope envelope, long received)
    {
        session.HeardTimestamp = _clock.Timestamp;
        if (envelope.IsSequenced)
        {
            TakeSequenced(session, envelope, received);
            return;
        }

        if (session.Phase == AttachPhase.Attached && Write(session, received) && envelope.Body == StudyBody.Heartbeat)
            LookForMissingTail(session, envelope);
        if (envelope.Body == StudyBody.Goodbye)
            SayGoodbye(session, envelope);
    }

    private void TakeSequenced(StudySession session, in StudyEnvelope envelope, long received)
    {
        if (session.Phase != AttachPhase.Attached)
        {
            if (session.IsPublisher)
                _counters.DroppedEngineAway++;
            else
                _counters.DroppedNotPublisher++;
            return;
        }

        var first = envelope.Counter;
        if (envelope.Body == StudyBody.Gap && !envelope.TryReadGap(out first, out _))
            throw new InvalidOperationException("A gap that the envelope let through cannot be read.");
        switch (session.Order.Judge(first, envelope.Counter))
        {
            case CounterVerdict.Duplicate:
                _counters.Duplicates++;
                break;
            case CounterVerdict.Ahead:
                _counters.OutOfOrder++;
                _replies.ResendRequest(session);
                break;
            case CounterVerdict.Next when first != envelope.Counter && envelope.Counter > session.NewestAnnounced:
                RefuseGap(session, envelope);
                break;
            default:
                if (!Write(session, received))
                    break;
                if (envelope.Body == StudyBody.Gap)
                    CountGap(session, envelope.Counter);
                session.Order.Apply(envelope.Counter);
                break;
        }
    }

    private void CountGap(StudySession session, ulong last)
    {
        _counters.Gaps++;
        _counters.FramesInGaps += (long)(last - session.Order.Expected + 1);
        LogMessages.GapDeclared(_log, session.Epoch, session.Order.Expected, last);
    }

    // A gap moves the order on by its word alone: up to 2^63 it would make a duplicate of everything that follows. A study whose ring has
    // overrun since its Hello says Hello again, which names its newest frame, and is asked to resend from the gap on. It is not told Refused,
    // after which a study rests.
    private void RefuseGap(StudySession session, in StudyEnvelope gap)
    {
        CountRefused(FrameFault.UnannouncedGap, Describe(FrameFault.UnannouncedGap, gap));
        if (session.HelloAsked.Allows(_clock.Timestamp, _clock.Units(HelloRequestPause)))
            _replies.HelloRequest(session.RoutingId, session.Epoch);
    }

    private bool Write(StudySession session, long received)
    {
        if (session.Call is not { } call || !call.TryWrite(_port.Stamped(received, _clock.UnixNanos)))
        {
            _counters.DroppedEngineSlow++;
            return false;
        }

        _counters.FramesRelayed++;
        if (!session.NeedsFlush)
        {
            session.NeedsFlush = true;
            _written.Add(session);
        }

        return true;
    }

    private void LookForMissingTail(StudySession session, in StudyEnvelope heartbeat)
    {
        if (WireField.TryReadVarint(heartbeat.BodyBytes, 2, out var newest) && session.Order.TailIsMissing(newest))
            _replies.ResendRequest(session);
    }

    private void SayGoodbye(StudySession session, in StudyEnvelope goodbye)
    {
        var undelivered = 0L;
        if (
            session.IsPublisher
            && WireField.TryReadVarint(goodbye.BodyBytes, 2, out var newest)
            && newest >= session.Order.Expected
            && newest <= HelloFields.CounterMax
        )
        {
            undelivered = (long)(newest - session.Order.Expected + 1);
        }

        _counters.UndeliveredAtGoodbye += undelivered;
        LogMessages.SaidGoodbye(_log, session.Epoch, undelivered);
        session.Call?.Flush();
        Succession.End(_table, session, GoodbyeGrace, _replies);
    }

    private void AskForHello(ulong epoch)
    {
        _counters.FromUnknownStudy++;
        if (!_unknown.TryGetValue(epoch, out var limit))
        {
            // Made-up epochs must not fill the memory; forgetting a pause costs one more request.
            if (_unknown.Count == UnknownEpochsMax)
                _unknown.Clear();
            _unknown.Add(epoch, limit = new RateLimit());
        }

        if (limit.Allows(_clock.Timestamp, _clock.Units(HelloRequestPause)))
            _replies.HelloRequest(_port.RoutingId, epoch);
    }

    private void Refuse(FrameFault fault, string text, ulong epoch)
    {
        // A study heeds only what is addressed to it; where the frame does not say, its connection may.
        if (epoch == 0)
            epoch = _table.FindByRoutingId(_port.RoutingId)?.Epoch ?? 0;
        CountRefused(fault, text);
        if (_refusals.Allows(_clock.Timestamp, _clock.Units(RefusalPause)))
            _replies.Refused(_port.RoutingId, epoch, FrameFaultText.Code(fault), text);
    }

    private void CountRefused(FrameFault fault, string text)
    {
        _counters.CountRefused(fault);
        if (_refusalLines.Allows(_clock.Timestamp, _clock.Units(RefusalLogPause)))
            LogMessages.FrameRefused(_log, fault, PrintableText.From(text), _counters.RefusedTotal);
    }

    private string Describe(FrameFault fault, in StudyEnvelope envelope) =>
        FrameFaultText.Describe(fault, _port.FrameBytes, envelope.BodyField, envelope.Counter);
}
