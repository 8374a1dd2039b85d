using MiaIa.Bridge.Wire;

namespace MiaIa.Bridge.Link;

/// <summary>Frames from the engine's reader to the relay thread. Bounded, and never waits.</summary>
/// <remarks>
/// When full: acknowledgements, levels and states are conflated (the newest takes the place of the one that waits, counted).
/// Signals, commands and everything else are never dropped: the answer is "no", and the caller, after a short wait, starts the call anew, so that
/// the engine says again what must not be lost. The lock is held for the copy of one frame.
/// </remarks>
internal sealed class DownstreamQueue
{
    private static readonly EngineBody[] ConflatedKinds = [EngineBody.Ack, EngineBody.Levels, EngineBody.State, EngineBody.TradingView];

    private readonly Lock _gate = new();
    private readonly FrameBuffer[] _ordered;
    private readonly FrameBuffer[] _newest;
    private int _first;
    private int _count;
    private long _conflated;

    /// <param name="frames">How many frames that may not be dropped can wait.</param>
    internal DownstreamQueue(int frames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        _ordered = NewBuffers(frames);
        _newest = NewBuffers(ConflatedKinds.Length);
    }

    /// <summary>Frames that a newer one of their kind replaced before they were sent.</summary>
    internal long Conflated
    {
        get
        {
            lock (_gate)
            {
                return _conflated;
            }
        }
    }

    /// <summary>Adds a frame.</summary>
    /// <param name="kind">Ack, Levels or State where a newer one may take its place; anything else may not be dropped.</param>
    /// <param name="frame">The frame; copied.</param>
    /// <returns>False when it may not be dropped and there is no room: the call has to be started anew.</returns>
    internal bool TryAdd(EngineBody kind, ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            var place = Array.IndexOf(ConflatedKinds, kind);
            if (place >= 0)
            {
                _conflated += _newest[place].Length > 0 ? 1 : 0;
                _newest[place].Set(frame);
                return true;
            }

            if (_count == _ordered.Length)
                return false;
            // A view that waits is of before the switch, and goes out behind it: it would say that the study may trade.
            if (kind is EngineBody.Halt or EngineBody.Flatten or EngineBody.Resume)
                _newest[Array.IndexOf(ConflatedKinds, EngineBody.TradingView)].Clear();
            _ordered[(_first + _count) % _ordered.Length].Set(frame);
            _count++;
            return true;
        }
    }

    /// <summary>Takes the oldest frame that may not be dropped, or else one of the conflated.</summary>
    /// <param name="into">An empty buffer; it changes places with the queue's.</param>
    /// <returns>False when the queue is empty.</returns>
    internal bool TryTake(FrameBuffer into)
    {
        lock (_gate)
        {
            if (_count > 0)
            {
                _ordered[_first].Swap(into);
                _first = (_first + 1) % _ordered.Length;
                _count--;
                return true;
            }

            foreach (var waiting in _newest)
            {
                if (waiting.Length == 0)
                    continue;
                waiting.Swap(into);
                return true;
            }

            return false;
        }
    }

    /// <summary>Forgets everything: it belongs to a call that is over.</summary>
    internal void Clear()
    {
        lock (_gate)
        {
            _first = 0;
            _count = 0;
            foreach (var waiting in _newest)
                waiting.Clear();
        }
    }

    private static FrameBuffer[] NewBuffers(int count)
    {
        var buffers = new FrameBuffer[count];
        for (var i = 0; i < count; i++)
            buffers[i] = new FrameBuffer();
        return buffers;
    }
}
