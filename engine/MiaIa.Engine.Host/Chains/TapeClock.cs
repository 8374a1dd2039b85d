using MiaIa.Engine.Runtime.Settings;
using MiaIa.Ibkr.Connection;

namespace MiaIa.Engine.Host.Chains;

/// <summary>
/// The clock of a feed beside a replayed tape. Waits and limits run by the simulated Gateway's clock; the time of day is the tape's own, so
/// that values belong to the prints beside which they came, however fast the tape is played. Never for a real Gateway.
/// </summary>
/// <param name="limits">The simulated Gateway's clock.</param>
/// <param name="tapeUnixMicros">The newest market time of any tape, in microseconds since 1970 UTC; 0 before the first print.</param>
internal sealed class TapeClock(TimeProvider limits, Func<long> tapeUnixMicros) : TimeProvider
{
    /// <inheritdoc/>
    public override long TimestampFrequency => limits.TimestampFrequency;

    /// <summary>The clock for a Gateway: of a live one, the wall's.</summary>
    /// <param name="settings">Which Gateway.</param>
    /// <param name="tapeUnixMicros">The newest market time of any tape.</param>
    /// <param name="wall">The wall's clock.</param>
    public static TimeProvider From(IbkrSettings settings, Func<long> tapeUnixMicros, TimeProvider wall)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(wall);
        return settings.Source == IbkrSource.Live
            ? wall
            : new TapeClock(new ScaledClock(settings.StartsAt ?? wall.GetUtcNow(), settings.ClockSpeed, wall), tapeUnixMicros);
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => limits.GetTimestamp();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        tapeUnixMicros() is > 0 and var micros ? DateTimeOffset.UnixEpoch.AddMicroseconds(micros) : limits.GetUtcNow();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        limits.CreateTimer(callback, state, dueTime, period);
}
