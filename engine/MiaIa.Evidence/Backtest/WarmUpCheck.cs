using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Work;
using MiaIa.SierraFiles;

namespace MiaIa.Evidence.Backtest;

/// <summary>What more history changed.</summary>
/// <param name="Days">Trading days before, as they were given.</param>
/// <param name="MoreDays">As many as it was held against.</param>
/// <param name="Seconds">Seconds that were compared.</param>
/// <param name="Differences">Columns that more history changes; none = it was enough.</param>
public sealed record WarmUpResult(int Days, int MoreDays, long Seconds, IReadOnlyList<ReadingDifference> Differences);

/// <summary>Reads a day twice, with its warm-up and with a longer one. A reading that differs had not forgotten how it began.</summary>
public static class WarmUpCheck
{
    /// <summary>Compares both.</summary>
    /// <param name="read">Reads a day.</param>
    /// <param name="inputs">The day.</param>
    /// <param name="days">Trading days before, ≥ 0.</param>
    /// <param name="moreDays">More than that.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="EvidenceException">The day cannot be played, or its file does not reach further back than the shorter warm-up.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static WarmUpResult Of(ReadDay read, DayInputs inputs, int days, int moreDays, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(moreDays, days);
        RefuseWithoutMore(inputs, days, moreDays);
        var one = read(inputs, days, cancellation);
        var other = read(inputs, moreDays, cancellation);
        var (differences, seconds) = ReadingComparison.Of(one, other, long.MaxValue);
        return new(days, moreDays, seconds, differences);
    }

    // Where nothing more was recorded both would be the same, and that would prove nothing.
    private static void RefuseWithoutMore(DayInputs inputs, int days, int moreDays)
    {
        var calendar = new TradingDays();
        using var file = SierraFormats.Scid.Open(inputs.ScidPath);
        var (from, to) = (calendar.Before(inputs.Date, moreDays).OpensAt, calendar.Before(inputs.Date, days).OpensAt);
        if (!TradeStretch.HasTrade(file, from, to))
        {
            throw new EvidenceException(
                $"{DayRun.IdOf(inputs.Instrument, inputs.Date)}: its file holds no trade between {moreDays} and {days} trading days before: more history cannot be tried"
            );
        }
    }
}
