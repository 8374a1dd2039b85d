using MiaIa.Bridge.Relay;
using MiaIa.Bridge.Wire;
using MiaIa.Hosting.Credentials;
using MiaIa.Tests.Access;
using Serilog;
using Simulation.Clock;
using Simulation.Engine;
using Simulation.Faults;
using Simulation.Network;
using Simulation.Study;

namespace Simulation.Bridge;

/// <summary>The bridge's real relay between the study's library and the engine's calls; it can die and come back.</summary>
internal sealed class BridgeSide
{
    private static readonly TimeSpan StudySilence = TimeSpan.FromSeconds(3);

    private readonly Schedule _schedule;
    private readonly VirtualClock _clock;
    private readonly StudySide _study;
    private readonly EngineSide _engine;
    private readonly FaultSwitch _faults;
    private readonly Random _random;
    private readonly ILogger _log;
    private readonly ITraffic _traffic;
    private readonly Wire _up;
    private readonly Wire _down;
    private SimulatedPort _port;
    private RelayCore _core;
    private SimulatedLinks _links;
    private ulong _seenConnection;
    private bool _isPumpAsked;
    private int _life;

    internal BridgeSide(
        Schedule schedule,
        VirtualClock clock,
        StudySide study,
        EngineSide engine,
        FaultSwitch faults,
        Random random,
        ILogger log,
        ITraffic traffic
    )
    {
        _schedule = schedule;
        _clock = clock;
        _study = study;
        _engine = engine;
        _faults = faults;
        _random = random;
        _log = log;
        _traffic = traffic;
        _up = new Wire(schedule, random, faults, losesMessages: true);
        _down = new Wire(schedule, random, faults, losesMessages: true);
        (_port, _links, _core) = Born();
    }

    internal bool IsUp { get; private set; } = true;

    /// <summary>Takes what the study has sent: it is on its way now.</summary>
    internal void Collect()
    {
        while (_study.TryTake(out var bytes, out var connection))
        {
            var isFirst = connection != _seenConnection;
            _seenConnection = connection;
            _traffic.FromStudy(bytes);
            var life = _life;
            // A connection cannot lose its first message and stand.
            _up.Send(
                () =>
                {
                    if (life != _life || !IsUp)
                        return;
                    _port.Arrive(bytes, connection, isFirst);
                    Pump();
                },
                mayBeLost: !isFirst
            );
        }
    }

    /// <summary>One turn of the relay.</summary>
    internal void Pump()
    {
        if (!IsUp)
            return;
        _core.DrainDown();
        _core.DrainUp();
        _core.BeatWhenDue();
    }

    /// <summary>Nothing passes between study and bridge for a while; neither end knows.</summary>
    internal void Hold(long untilNs) => _up.HeldUntilNs = _down.HeldUntilNs = untilNs;

    /// <summary>Nothing passes between bridge and engine for a while.</summary>
    internal void HoldCalls(long untilNs) => _links.Hold(untilNs);

    /// <summary>The calls to the engine break, and lose what is under way.</summary>
    internal void BreakCalls() => _links.BreakAll();

    internal void Die()
    {
        IsUp = false;
        _life++;
        _links.Die();
        _study.Listen(false);
    }

    internal void ComeBack()
    {
        if (IsUp)
            return;
        IsUp = true;
        (_port, _links, _core) = Born();
        _study.Listen(true);
    }

    private (SimulatedPort Port, SimulatedLinks Links, RelayCore Core) Born()
    {
        var port = new SimulatedPort(() => _study.Connection, Send);
        var links = new SimulatedLinks(_schedule, _engine, _faults, _random);
        var core = new RelayCore(port, TestAccess.Tokens[AccessRole.Operate], links, AskPump, StudySilence, new BridgeClock(_clock), _log);
        return (port, links, core);
    }

    private void AskPump()
    {
        if (_isPumpAsked)
            return;
        _isPumpAsked = true;
        _schedule.After(
            0,
            () =>
            {
                _isPumpAsked = false;
                Pump();
            }
        );
    }

    private void Send(byte[] bytes, ulong connection)
    {
        var isRead = EngineEnvelope.TryRead(bytes, out var envelope);
        var isCommand =
            isRead && envelope.Body is not (EngineBody.Welcome or EngineBody.HelloRequest or EngineBody.State or EngineBody.Levels);
        var times = isCommand && _random.NextDouble() < _faults.Rates.DuplicateOfMessage ? 2 : 1;
        for (var i = 0; i < times; i++)
            SendOnce(bytes, connection, envelope.Body);
    }

    // A Welcome goes with the connection or arrives: it is said once, and the study waits for it where it is.
    private void SendOnce(byte[] bytes, ulong connection, EngineBody body) =>
        _down.Send(
            () =>
            {
                if (_study.Connection == connection && _study.Push(bytes))
                    _traffic.ToStudy(bytes);
            },
            mayBeLost: body is not EngineBody.Welcome
        );
}
