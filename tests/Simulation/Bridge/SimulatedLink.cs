using MiaIa.Bridge.Link;
using MiaIa.Bridge.Wire;
using MiaIa.V1;
using Simulation.Clock;
using Simulation.Engine;
using Simulation.Faults;
using Simulation.Network;

namespace Simulation.Bridge;

/// <summary>
/// One study's line: the real <see cref="EngineCall"/> and <see cref="DownstreamQueue"/> over wires of the simulation. Its rules are those of
/// EngineLink (back-off, silence of two seconds once the score was shown, a full queue begins anew), which itself needs sockets and tasks.
/// </summary>
internal sealed class SimulatedLink : IEngineLink
{
    private const long NsPerMilli = 1_000_000;
    private const long SilenceNs = 2_000 * NsPerMilli;
    private const int QueueFrames = 1024;

    private readonly Schedule _schedule;
    private readonly EngineSide _engine;
    private readonly FaultSwitch _faults;
    private readonly Random _random;
    private readonly Action _wakeUp;
    private readonly BackOff _backOff;
    private EngineCallSide? _engineSide;
    private CallWriter<StudyFrames>? _writer;
    private EngineCall? _call;
    private Wire? _up;
    private Wire? _down;
    private int _attempt;
    private bool _showsScore;
    private bool _isListening;
    private long _heardNs;
    private long _heldUntilNs;

    internal SimulatedLink(Schedule schedule, EngineSide engine, FaultSwitch faults, Random random, Action wakeUp)
    {
        _schedule = schedule;
        _engine = engine;
        _faults = faults;
        _random = random;
        _wakeUp = wakeUp;
        _backOff = new BackOff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2), random.NextDouble);
    }

    public IEngineCall? Call => _call;

    public DownstreamQueue Downstream { get; } = new(QueueFrames);

    internal bool IsClosed { get; private set; }

    internal long HeldUntilNs
    {
        set
        {
            _heldUntilNs = value;
            if (_up is not null && _down is not null)
                _up.HeldUntilNs = _down.HeldUntilNs = value;
        }
    }

    public Task CloseAsync(TimeSpan grace)
    {
        IsClosed = true;
        End();
        return Task.CompletedTask;
    }

    internal void Begin() => _schedule.After(NsPerMilli, TryOpen);

    /// <summary>The connection breaks: what is under way is lost, and both ends learn it.</summary>
    internal void Break()
    {
        if (_call is null)
            return;
        End();
        Again();
    }

    private void Again()
    {
        if (!IsClosed)
            _schedule.After((long)(_backOff.Next().TotalMilliseconds * NsPerMilli), TryOpen);
    }

    private void TryOpen()
    {
        if (IsClosed)
            return;
        if (!_engine.IsUp || _heldUntilNs > _schedule.NowNs)
        {
            Again();
            return;
        }

        var attempt = ++_attempt;
        _up = new Wire(_schedule, _random, _faults, losesMessages: false);
        _down = new Wire(_schedule, _random, _faults, losesMessages: false);
        var side = _engine.Accept(_down, bytes => Receive(attempt, bytes), () => Ended(attempt));
        _writer = new CallWriter<StudyFrames>(_up, side.Take);
        _engineSide = side;
        Downstream.Clear();
        _call = new EngineCall(_writer);
        _showsScore = _isListening = false;
        _wakeUp();
    }

    private void Receive(int attempt, byte[] bytes)
    {
        if (attempt != _attempt || _call is null)
            return;
        foreach (var frame in EngineFrames.Parser.ParseFrom(bytes).Frame)
        {
            _backOff.Reset();
            var kind = EngineEnvelope.TryRead(frame.Span, out var envelope) && envelope.MayBeConflated ? envelope.Body : EngineBody.None;
            _showsScore |= envelope.Body == EngineBody.State;
            if (Downstream.TryAdd(kind, frame.Span))
                continue;
            Break();
            return;
        }

        _wakeUp();
        _heardNs = _schedule.NowNs;
        if (_showsScore && !_isListening)
            LookForSilence(attempt, SilenceNs);
    }

    private void LookForSilence(int attempt, long afterNs)
    {
        _isListening = true;
        _schedule.After(
            afterNs,
            () =>
            {
                if (attempt != _attempt || _call is null)
                    return;
                if (_schedule.NowNs - _heardNs >= SilenceNs)
                    Break();
                else
                    LookForSilence(attempt, SilenceNs - (_schedule.NowNs - _heardNs));
            }
        );
    }

    private void Ended(int attempt)
    {
        if (attempt == _attempt)
            Break();
    }

    private void End()
    {
        if (_call is null)
            return;
        _call.End();
        _writer!.End();
        _call = null;
        _engineSide!.PeerGone();
        _wakeUp();
    }
}
