using System.Globalization;
using MiaIa.Evidence.Backtest;
using NodaTime;

namespace MiaIa.Cli.Evidence;

/// <summary>Readings that differ, as lines.</summary>
internal static class ReadingText
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    public static string Of(ReadingDifference difference, string one, string other) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{difference.Column}: {difference.Rows} seconds from {Clock(difference.FirstUnixNs)} to {Clock(difference.LastUnixNs)}; first {Shown(difference.One)} ({one}), {Shown(difference.Other)} ({other})"
        );

    public static string Clock(long unixNs) =>
        Instant.FromUnixTimeTicks(unixNs / 100).InZone(NewYork).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Shown(string value) => value.Length == 0 ? "not ready" : value;
}
