using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <content>Halt, flatten and resume by a caller.</content>
internal sealed partial class EngineRunner
{
    private static readonly TimeSpan StuckAfter = TimeSpan.FromMilliseconds(250);

    private readonly Lock _stuckGate = new();
    private readonly CommandRate _stuckRate = new();

    /// <summary>
    /// Halts or flattens. A runner that is stuck in a write to a device that hangs is not waited for: studies hear it at once, and no entry leaves
    /// until it is done.
    /// </summary>
    private SwitchReply Stop(Action<long> stop, Func<EngineFrame> told)
    {
        var isStuck = !_gate.TryEnter(StuckAfter);
        if (isStuck)
        {
            _subscribers.Hold();
            TellStuck(told);
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

    private void TellStuck(Func<EngineFrame> told)
    {
        lock (_stuckGate)
        {
            if (_stuckRate.Allows(_clock.ReceivedUnixNs))
                _subscribers.TellSwitch(told);
        }
    }

    private SwitchReply Command(Func<long, string> change)
    {
        var at = _clock.ReceivedUnixNs;
        var whyNot = change(at);
        _outbound.Finish(at);
        return _controls.Reply(whyNot);
    }
}
