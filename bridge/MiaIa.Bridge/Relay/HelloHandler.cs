using MiaIa.Bridge.Link;
using MiaIa.Bridge.Logging;
using MiaIa.Bridge.Sessions;
using MiaIa.Bridge.Wire;
using Serilog;

namespace MiaIa.Bridge.Relay;

/// <summary>Receives Hello: checks what the bridge must know, gives or denies the lease, opens the line to the engine.</summary>
internal sealed class HelloHandler
{
    private readonly StudyTable _table;
    private readonly IEngineLinks _links;
    private readonly Action _wakeUp;
    private readonly BridgeReplies _replies;
    private readonly BridgeClock _clock;
    private readonly ILogger _log;
    private readonly byte[] _stamped = new byte[StudyEnvelope.FrameBytesMax + (2 * TimestampAppender.FieldBytes)];

    internal HelloHandler(StudyTable table, IEngineLinks links, Action wakeUp, BridgeReplies replies, BridgeClock clock, ILogger log)
    {
        _table = table;
        _links = links;
        _wakeUp = wakeUp;
        _replies = replies;
        _clock = clock;
        _log = log;
    }

    /// <summary>Takes one Hello frame.</summary>
    /// <returns>Why it is refused, and the words for the trader; None when it is not.</returns>
    internal (FrameFault Fault, string Text) Take(in StudyEnvelope envelope, ReadOnlySpan<byte> frame, ReadOnlySpan<byte> routingId)
    {
        if (!HelloFields.TryRead(envelope.BodyBytes, out var hello))
            return (FrameFault.Malformed, "hello cannot be read");
        if (hello.ProtocolVersion != HelloFields.SpokenVersion)
        {
            return (
                FrameFault.VersionMismatch,
                $"the study speaks version {hello.ProtocolVersion}, the bridge version {HelloFields.SpokenVersion}"
            );
        }

        if (hello.Instrument.Length == 0)
            return (FrameFault.BadInstrument, "hello.instrument is empty");
        if (hello.NewestCounter > HelloFields.CounterMax)
            return (FrameFault.BadCounter, $"hello.newest_counter is {hello.NewestCounter}; at most {HelloFields.CounterMax} is possible");
        var session = _table.Find(envelope.Epoch);
        if (session is not null && session.Secret != hello.Secret)
            return (FrameFault.EpochTaken, $"epoch {envelope.Epoch} belongs to another program: a study begins an epoch of its own");
        if (session is null && _table.All.Count >= StudyTable.StudiesMax)
            return (FrameFault.TooManyStudies, $"{StudyTable.StudiesMax} studies are connected already");

        session ??= _table.Add(envelope.Epoch, hello.Secret);
        session.ComesFrom(routingId);
        session.HeardTimestamp = _clock.Timestamp;
        session.Hello = frame.ToArray();
        session.NewestAnnounced = hello.NewestCounter;
        GiveOrDenyLease(session, hello);
        return (FrameFault.None, "");
    }

    /// <summary>Sends the study's last Hello up on its open call.</summary>
    internal void Announce(StudySession session)
    {
        if (session.Call is not { } call)
            return;
        var now = _clock.UnixNanos;
        session.Hello.Span.CopyTo(_stamped);
        var length = TimestampAppender.AppendUpstream(_stamped, session.Hello.Length, now, now);
        // A call that is already over is noticed by the link; the next one begins with Hello too.
        if (!call.TryWrite(_stamped.AsMemory(0, length)))
            return;
        call.Flush();
        if (session.Phase != AttachPhase.Attached)
            session.Phase = AttachPhase.HelloSent;
    }

    private void GiveOrDenyLease(StudySession session, HelloFields hello)
    {
        var key = new LeaseKey(hello.Instrument, hello.Account);
        if (session.IsPublisher && (session.Key != key || hello.TradesAnotherSymbol))
        {
            _table.Demote(session, TimeSpan.Zero);
            session.Phase = AttachPhase.Detached;
        }

        session.Key = key;
        session.WaitsForLease = false;
        if (hello.TradesAnotherSymbol)
        {
            LogMessages.TradesAnotherSymbol(_log, session.Epoch, hello.TradeSymbol, hello.Contract);
            LetRead(
                session,
                hello,
                $"the chart's Trade and Current Quote Symbol is {hello.TradeSymbol} and its own {hello.Contract}: clear the one or change the other"
            );
            return;
        }

        if (!_table.Leases.TryTake(key, session.Epoch))
        {
            LogMessages.Reads(_log, session.Epoch, session.Key.ToString(), _table.Leases.HolderOf(key));
            session.WaitsForLease = true;
            LetRead(session, hello, $"another chart publishes {session.Key}");
            return;
        }

        session.ReadsBecause = "";
        if (!session.IsPublisher)
            LogMessages.Publishes(_log, session.Epoch, session.Key.ToString());
        session.IsPublisher = true;
        if (session.Link is null)
        {
            session.Phase = AttachPhase.Detached;
            session.Link = _links.Open(session.Epoch, _wakeUp);
        }

        Announce(session);
    }

    private void LetRead(StudySession session, HelloFields hello, string why)
    {
        session.Phase = AttachPhase.Detached;
        session.ReadsBecause = why;
        _replies.WelcomeReader(session, hello.NewestCounter + 1);
    }
}
