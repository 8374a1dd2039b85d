using MiaIa.Engine.Market;

namespace MiaIa.Engine.Host.Runner;

/// <content>The engine's clock beside the PC's, which drifts and is set.</content>
internal sealed partial class EngineRunner
{
    private void FollowClock()
    {
        var offset = 0L;
        foreach (var epoch in _state.Epochs)
        {
            if (epoch is { IsAttached: true, Clock.IsOff: true })
                offset = epoch.Clock.OffsetMicros * UnixNanos.PerMicro;
        }

        var set = _clock.Follow(offset);
        if (set > 0)
            _log.ClockFollowed(set / (double)UnixNanos.PerSecond);
    }
}
