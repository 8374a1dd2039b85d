using System.Globalization;

namespace MiaIa.SierraFiles.Synthetic;

/// <summary>
/// Makes a session of ES that never was, in Sierra's own files, for a demo without market data. The same seed and length give
/// the same bytes on every platform. The symbol begins with SYNTHETIC, which every later stage shows.
/// </summary>
public static class SyntheticSession
{
    /// <summary>The symbol of the files.</summary>
    public const string Symbol = "SYNTHETIC-ESZ26_FUT_CME";

    /// <summary>The length of the whole story in minutes.</summary>
    public const int MinutesOfTheStory = 75;

    /// <summary>The longest session that can be made, in minutes: a regular trading day and the hour and a half before it.</summary>
    public const int MinutesMax = RegularMinutes + 90;

    /// <summary>A regular trading day, in minutes.</summary>
    public const int RegularMinutes = 390;

    private const int StartTicks = 24_000; // 6000.00
    private const int NoiseMilliticks = 330;
    private static readonly DateTime Start = new(2026, 11, 16, 14, 30, 0, DateTimeKind.Utc); // 09:30 in New York

    /// <summary>Writes the two files.</summary>
    /// <param name="folder">An existing folder; files of the same name are replaced.</param>
    /// <param name="seed">Any number; names the session.</param>
    /// <param name="minutes">1 to <see cref="MinutesMax"/>; beyond 75 the story repeats from its first leg.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not allowed.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public static SyntheticFiles Write(string folder, ulong seed, int minutes = MinutesOfTheStory)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minutes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minutes, MinutesMax);
        // What is longer than a regular day ends with it all the same, and begins before its open.
        var start = Start.AddMinutes(-Math.Max(0, minutes - RegularMinutes));
        var day = start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var scidPath = Path.Combine(folder, $"{Symbol}.scid");
        var depthPath = Path.Combine(folder, $"{Symbol}.{day}.depth");
        using var scid = SierraFormats.Scid.Create(scidPath);
        using var depth = SierraFormats.Depth.Create(depthPath);
        var tape = new SyntheticTape(scid, depth);
        Play(tape, new SyntheticRandom(seed), start, minutes * 60_000);
        return new SyntheticFiles(scidPath, depthPath, scid.Count, tape.Trades, tape.BuyLots, tape.SellLots, tape.DepthBatches);
    }

    private static void Play(SyntheticTape tape, SyntheticRandom random, DateTime from, int millis)
    {
        var start = SierraTime.FromUnixMicros((from - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        var market = new SyntheticMarket(random, tape, SyntheticStory.Phases[0], StartTicks);
        market.Open(start - 1_000_000);
        var anchorMilliticks = (StartTicks * 1000L) + 500;
        var noiseMilliticks = 0L;
        var index = 0;
        for (int now = 0, left = 0, phaseMillis = 0; now < millis; now++, left--)
        {
            if (left == 0)
            {
                anchorMilliticks += now == 0 ? 0 : SyntheticStory.Phases[index].DriftTicks * 1000L;
                index =
                    now == 0 ? 0
                    : index + 1 == SyntheticStory.Phases.Count ? SyntheticStory.RepeatFrom
                    : index + 1;
                market.Enter(SyntheticStory.Phases[index]);
                phaseMillis = left = SyntheticStory.Phases[index].Seconds * 1000;
            }

            // The target drifts through the phase; a slow, mean-reverting noise of about a point lies over it.
            if (now % 100 == 0)
                noiseMilliticks += random.Between(-NoiseMilliticks, NoiseMilliticks) - (noiseMilliticks / 400);
            var phase = SyntheticStory.Phases[index];
            var drift = phase.DriftTicks * 1000L * (phaseMillis - left) / phaseMillis;
            Step(market, random, phase, start + (now * 1000L), anchorMilliticks + drift + noiseMilliticks);
        }
    }

    // At most one thing happens in a millisecond.
    private static void Step(SyntheticMarket market, SyntheticRandom random, SyntheticPhase phase, long sierraMicros, long targetMilliticks)
    {
        if (random.Chance(phase.QuotesAMinute, 60_000))
            market.Quote(sierraMicros, targetMilliticks);
        else if (random.Chance(phase.OrdersAMinute, 60_000))
            market.Order(sierraMicros);
        else if (phase.SweepEverySeconds > 0 && random.Chance(1, phase.SweepEverySeconds * 1000))
            market.Sweep(sierraMicros);
        else if (phase.BlockEverySeconds > 0 && random.Chance(1, phase.BlockEverySeconds * 1000))
            market.Block(sierraMicros);
    }
}
