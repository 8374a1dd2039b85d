using MiaIa.Bridge.Link;

namespace MiaIa.Bridge.Tests.Scripted;

/// <summary>A call that hands over at its flush, as a real one does; what was written and not flushed is lost with it.</summary>
internal sealed class ScriptedCall(ScriptedEngine engine, ScriptedLink link) : IEngineCall
{
    private readonly List<byte[]> _written = [];
    private volatile bool _isOver;

    public bool TryWrite(ReadOnlyMemory<byte> frame)
    {
        if (_isOver || engine.IsSlow)
            return false;
        _written.Add(frame.ToArray());
        return true;
    }

    public void Flush()
    {
        if (_isOver)
            return;
        foreach (var frame in _written)
            engine.Take(link, frame);
        _written.Clear();
        engine.Acknowledge(link);
    }

    internal void End() => _isOver = true;
}
