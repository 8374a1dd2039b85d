using Grpc.Core;
using MiaIa.Engine.Host.Sessions;
using MiaIa.Engine.Host.Switches;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <content>Halt, flatten and resume by a caller.</content>
internal sealed partial class EngineRunner
{
    private static readonly TimeSpan StuckAfter = TimeSpan.FromMilliseconds(250);

    // A person who is told that it was not done must not find it done later.
    private static readonly TimeSpan ResumeWithin = TimeSpan.FromSeconds(1);

    private readonly Lock _stuckGate = new();
    private readonly CommandRate _stuckRate = new();

    /// <summary>
    /// Halts or flattens. A runner that is stuck in a write to a device that hangs is not waited for: studies hear it at once, and no entry leaves
    /// until it is done.
    /// </summary>
    private SwitchReply Stop(Action<long> stop, EngineFrame told)
    {
        var isStuck = !_gate.TryEnter(StuckAfter);
        if (isStuck)
        {
            HoldStuck(told);
            _gate.Enter();
        }

        try
        {
            return Command(at =>
            {
                stop(at);
                return "";
            });
        }
        finally
        {
            if (isStuck)
                _subscribers.Release();
            _gate.Exit();
        }
    }

    /// <summary>Allows signals again. Refused while the journal or the latch cannot be written.</summary>
    /// <exception cref="RpcException">The runner is stuck in a device that hangs: nothing is resumed, now or later.</exception>
    public SwitchReply Resume(ResumeRequest request)
    {
        const string Stuck = "not resumed: the engine waits for its device; ask again later";
        if (!_gate.TryEnter(ResumeWithin))
            throw new RpcException(new Status(StatusCode.FailedPrecondition, Stuck));
        try
        {
            return Command(at => _controls.Resume(request, at));
        }
        finally
        {
            _gate.Exit();
        }
    }

    // Whoever says Hello to a runner that is stuck hears at once of a halt that stands, or comes; and the trader's button is heard by all studies.
    private void Enter(StudySession session, StudyFrames message)
    {
        if (_gate.TryEnter(StuckAfter))
            return;

        var (hello, pressed) = StuckFrames.Read(message);
        if (session.Instrument is null && hello != 0)
            _subscribers.Wait(session, hello);
        var isPressed = pressed is not null && session is { IsPublisher: true, Instrument: not null };
        if (isPressed)
            HoldStuck(SwitchFrames.Of(pressed!, session.Instrument!.Name));
        _gate.Enter();
        _subscribers.Welcomed(session);
        // Nothing leaves before this turn has taken the button.
        if (isPressed)
            _subscribers.Release();
    }

    private void HoldStuck(EngineFrame told)
    {
        _subscribers.Hold();
        lock (_stuckGate)
        {
            if (_stuckRate.Allows(_clock.ReceivedUnixNs))
                _subscribers.TellSwitch(told);
        }
    }

    /// <summary>Looks for the kill file, which flattens. Beside the ticks, which a device that hangs holds up.</summary>
    public void LookForKillFile()
    {
        if (_killFile.Look() is { } reason)
            _ = Flatten(new FlattenRequest { By = "file", Reason = reason });
    }

    private SwitchReply Command(Func<long, string> change)
    {
        var at = _clock.ReceivedUnixNs;
        var whyNot = change(at);
        _outbound.Finish(at);
        return _controls.Reply(whyNot);
    }
}
