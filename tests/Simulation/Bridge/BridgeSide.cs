using MiaIa.Bridge.Relay;
using MiaIa.Bridge.Wire;
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
    private readonly List<StudyLine> _lines = [];
    private readonly EngineSide _engine;
    private readonly FaultSwitch _faults;
    private readonly Random _random;
    private readonly ILogger _log;
    private SimulatedPort _port;
    private RelayCore _core;
    private SimulatedLinks _links;
    private bool _isPumpAsked;
    private int _life;

    internal BridgeSide(Schedule schedule, VirtualClock clock, EngineSide engine, FaultSwitch faults, Random random, ILogger log)
    {
        _schedule = schedule;
        _clock = clock;
        _engine = engine;
        _faults = faults;
        _random = random;
        _log = log;
        (_port, _links, _core) = Born();
    }

    internal bool IsUp { get; private set; } = true;

    /// <summary>A study comes to it.</summary>
    internal void Add(StudySide study, ITraffic traffic) => _lines.Add(new StudyLine(_lines.Count, study, traffic, NewWire(), NewWire()));

    /// <summary>Takes what a study has sent: it is on its way now.</summary>
    internal void Collect(StudySide study)
    {
        var line = _lines.Find(line => line.Study == study)!;
        while (study.TryTake(out var bytes, out var number))
        {
            var connection = line.NameOf(number);
            var isFirst = connection != line.SeenConnection;
            line.SeenConnection = connection;
            line.Traffic.FromStudy(bytes);
            var life = _life;
            // A connection cannot lose its first message and stand.
            line.Up.Send(
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
    internal void Hold(long untilNs)
    {
        foreach (var line in _lines)
            line.Up.HeldUntilNs = line.Down.HeldUntilNs = untilNs;
    }

    /// <summary>Nothing passes between bridge and engine for a while.</summary>
    internal void HoldCalls(long untilNs) => _links.Hold(untilNs);

    /// <summary>The calls to the engine break, and lose what is under way.</summary>
    internal void BreakCalls() => _links.BreakAll();

    internal void Die()
    {
        IsUp = false;
        _life++;
        _links.Die();
        Listen(false);
    }

    internal void ComeBack()
    {
        if (IsUp)
            return;
        IsUp = true;
        (_port, _links, _core) = Born();
        Listen(true);
    }

    private Wire NewWire() => new(_schedule, _random, _faults, losesMessages: true);

    private void Listen(bool listens)
    {
        foreach (var line in _lines)
            line.Study.Listen(listens);
    }

    private (SimulatedPort Port, SimulatedLinks Links, RelayCore Core) Born()
    {
        var port = new SimulatedPort(connection => _lines.Exists(line => line.Connection == connection), Send);
        var links = new SimulatedLinks(_schedule, _engine, _faults, _random);
        var core = new RelayCore(port, TestAccess.Tokens, links, AskPump, StudySilence, new BridgeClock(_clock), _log);
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
    private void SendOnce(byte[] bytes, ulong connection, EngineBody body)
    {
        var line = _lines.Find(line => line.Connection == connection)!;
        line.Down.Send(
            () =>
            {
                if (line.Connection != connection || !line.Study.Push(bytes))
                    return;
                line.Traffic.ToStudy(bytes);
            },
            mayBeLost: body is not EngineBody.Welcome
        );
    }
}
