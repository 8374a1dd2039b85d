using Grpc.Core;
using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Host.Sessions;
using MiaIa.V1;
using Simulation.Clock;
using Simulation.Network;

namespace Simulation.Engine;

/// <summary>The engine's end of one call, as EngineService.Attach has it: reads into the runner, leaves when it is over.</summary>
internal sealed class EngineCallSide
{
    private const long HelloLimitNs = 10_000_000_000;

    private readonly Schedule _schedule;
    private readonly EngineRunner _runner;
    private readonly StudySession _session;
    private readonly CallWriter<EngineFrames> _writer;
    private readonly Action _tellPeer;
    private bool _isOver;

    internal EngineCallSide(Schedule schedule, EngineRunner runner, EdgeClock clock, Wire down, Action<byte[]> arrives, Action tellPeer)
    {
        _schedule = schedule;
        _runner = runner;
        _tellPeer = tellPeer;
        _writer = new CallWriter<EngineFrames>(down, arrives);
        // The runner ends a session under its lock; what follows comes after it, as on another thread.
        _session = new StudySession(new FrameOutbox(_writer), clock, () => schedule.After(0, () => Finish(tells: true)), "bridge");
        schedule.After(
            HelloLimitNs,
            () =>
            {
                if (!_isOver)
                    runner.EndUnlessIntroduced(_session);
            }
        );
    }

    internal void Take(byte[] message)
    {
        if (_isOver || _session.Ending is not null)
            return;
        try
        {
            _runner.Take(_session, StudyFrames.Parser.ParseFrom(message));
        }
        catch (RpcException fault)
        {
            _session.End(fault.StatusCode, fault.Status.Detail);
        }
    }

    /// <summary>The bridge's end is gone; this one learns it a moment later.</summary>
    internal void PeerGone() => _schedule.After(1_000_000, () => Finish(tells: false));

    /// <summary>The process is gone: nothing more is done here, and the system closes its connections.</summary>
    internal void Die()
    {
        if (!_isOver)
            _schedule.After(1_000_000, _tellPeer);
        _isOver = true;
        _writer.End();
    }

    private void Finish(bool tells)
    {
        if (_isOver)
            return;
        _isOver = true;
        _runner.Leave(_session);
        _schedule.After(
            2_000_000,
            () =>
            {
                _writer.End();
                if (tells)
                    _tellPeer();
            }
        );
    }
}
