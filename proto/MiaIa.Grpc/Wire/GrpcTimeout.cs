using System.Globalization;

namespace MiaIa.Grpc.Wire;

/// <summary>The grpc-timeout header: one to eight digits and a unit (H, M, S, m, u, n).</summary>
internal static class GrpcTimeout
{
    private const long ValueMax = 99_999_999;

    /// <summary>Longest time that the platform's timers take; a longer timeout is as good as this one.</summary>
    public static readonly TimeSpan TimerMax = TimeSpan.FromDays(49);

    /// <summary>Writes a timeout in the finest unit that has room for it, rounded up, so that no side gives up early.</summary>
    /// <param name="timeout">Above zero.</param>
    public static string Format(TimeSpan timeout)
    {
        (long TicksPerUnit, char Unit)[] units =
        [
            (TimeSpan.TicksPerMicrosecond, 'u'),
            (TimeSpan.TicksPerMillisecond, 'm'),
            (TimeSpan.TicksPerSecond, 'S'),
            (TimeSpan.TicksPerMinute, 'M'),
            (TimeSpan.TicksPerHour, 'H'),
        ];
        foreach ((var ticksPerUnit, var unit) in units)
        {
            var value = (timeout.Ticks / ticksPerUnit) + (timeout.Ticks % ticksPerUnit == 0 ? 0 : 1);
            if (value <= ValueMax)
                return string.Create(CultureInfo.InvariantCulture, $"{value}{unit}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{ValueMax}H");
    }

    /// <summary>Reads a header value. False when it is none.</summary>
    public static bool TryParse(string header, out TimeSpan timeout)
    {
        timeout = default;
        if (
            header.Length is < 2 or > 9
            || !long.TryParse(header.AsSpan(0, header.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        )
        {
            return false;
        }

        double? ticksPerUnit = header[^1] switch
        {
            'H' => TimeSpan.TicksPerHour,
            'M' => TimeSpan.TicksPerMinute,
            'S' => TimeSpan.TicksPerSecond,
            'm' => TimeSpan.TicksPerMillisecond,
            'u' => TimeSpan.TicksPerMicrosecond,
            'n' => 1d / TimeSpan.NanosecondsPerTick,
            _ => null,
        };
        if (ticksPerUnit is null)
            return false;

        var ticks = value * ticksPerUnit.Value;
        timeout = ticks >= TimerMax.Ticks ? TimerMax : new TimeSpan((long)Math.Ceiling(ticks));
        return true;
    }
}
