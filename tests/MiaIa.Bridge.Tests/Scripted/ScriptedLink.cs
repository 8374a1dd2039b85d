using MiaIa.Bridge.Link;

namespace MiaIa.Bridge.Tests.Scripted;

/// <summary>One study's line to the <see cref="ScriptedEngine"/>.</summary>
internal sealed class ScriptedLink(ScriptedEngine engine, ulong epoch, Action wakeUp) : IEngineLink
{
    private volatile IEngineCall? _call;

    public IEngineCall? Call
    {
        get => _call;
        internal set => _call = value;
    }

    public DownstreamQueue Downstream { get; } = new(1024);

    internal ulong Epoch => epoch;

    internal Action WakeUp => wakeUp;

    internal bool IsClosed { get; private set; }

    public Task CloseAsync(TimeSpan grace)
    {
        IsClosed = true;
        _call = null;
        engine.Closed();
        return Task.CompletedTask;
    }

    internal void Lose()
    {
        (_call as ScriptedCall)?.End();
        _call = null;
        wakeUp();
    }
}
