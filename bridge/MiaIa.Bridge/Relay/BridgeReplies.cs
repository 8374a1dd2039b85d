using MiaIa.Bridge.Logging;
using MiaIa.Bridge.Sessions;
using MiaIa.Bridge.Wire;
using MiaIa.V1;

namespace MiaIa.Bridge.Relay;

/// <summary>The frames that the bridge itself says to studies. A full or absent study misses them: all are said again.</summary>
internal sealed class BridgeReplies
{
    private const int TextCharactersMax = 500;
    private static readonly TimeSpan ResendPause = TimeSpan.FromMilliseconds(100);

    private readonly IStudyPort _port;
    private readonly BridgeClock _clock;
    private readonly BridgeCounters _counters;

    internal BridgeReplies(IStudyPort port, BridgeClock clock, BridgeCounters counters)
    {
        _port = port;
        _clock = clock;
        _counters = counters;
    }

    internal void Refused(ReadOnlySpan<byte> routingId, ulong epoch, string code, string text) =>
        Send(
            routingId,
            epoch,
            new EngineFrame
            {
                Refused = new Refused { Code = code, Text = Shortened(text) },
            }
        );

    internal void HelloRequest(ReadOnlySpan<byte> routingId, ulong epoch)
    {
        _counters.HelloRequests++;
        Send(routingId, epoch, new EngineFrame { HelloRequest = new HelloRequest() });
    }

    /// <summary>Asks for everything from the expected frame on, at most ten times a second.</summary>
    internal void ResendRequest(StudySession session)
    {
        if (!session.ResendRequests.Allows(_clock.Timestamp, _clock.Units(ResendPause)))
            return;
        _counters.ResendsRequested++;
        var from = new ResendRequest { FromCounter = session.Order.Expected };
        Send(session.RoutingId, session.Epoch, new EngineFrame { ResendRequest = from });
    }

    /// <summary>Tells a study that it only draws, and why.</summary>
    internal void WelcomeReader(StudySession session, ulong resumeCounter) =>
        Send(
            session.RoutingId,
            session.Epoch,
            new EngineFrame
            {
                Welcome = new Welcome
                {
                    ProtocolVersion = HelloFields.SpokenVersion,
                    ResumeCounter = resumeCounter,
                    Role = Role.Reader,
                    EngineState = Shortened(session.ReadsBecause),
                },
            }
        );

    internal void Heartbeat(StudySession session, bool engineConnected, string text) =>
        Send(
            session.RoutingId,
            session.Epoch,
            new EngineFrame
            {
                Heartbeat = new BridgeHeartbeat { EngineConnected = engineConnected, Text = text },
            }
        );

    private static string Shortened(string text) => text[..Math.Min(text.Length, TextCharactersMax)];

    private void Send(ReadOnlySpan<byte> routingId, ulong epoch, EngineFrame frame)
    {
        frame.Epoch = epoch;
        frame.BridgeReturnedUnixNs = _clock.UnixNanos;
        if (_port.TrySend(routingId, frame) == SendOutcome.NoRoute)
            _counters.NobodyThere++;
    }
}
