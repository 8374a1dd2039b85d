using MiaIa.Engine.Market;
using MiaIa.Evidence.Work;
using MiaIa.Projections;

namespace MiaIa.Evidence.Backtest;

/// <summary>What one cut of a day showed.</summary>
/// <param name="Cut">Where the files end.</param>
/// <param name="Seconds">Seconds before it that were compared.</param>
/// <param name="Differences">Columns that knew of what comes after the cut; none = no look-ahead was seen.</param>
public sealed record LookaheadCut(UnixNanos Cut, long Seconds, IReadOnlyList<ReadingDifference> Differences);

/// <summary>
/// Reads a day whole, and again from files that end in its middle: what a reading says before the cut must be the same. One that is not knew the future,
/// and whatever it earned in a backtest it will not earn.
/// </summary>
public static class LookaheadCheck
{
    /// <summary>Cuts a day at several moments, evenly over its recorded hours.</summary>
    /// <param name="read">Reads a day.</param>
    /// <param name="inputs">The day.</param>
    /// <param name="warmUpDays">Trading days before.</param>
    /// <param name="cuts">How many, ≥ 1.</param>
    /// <param name="folder">Takes the copies, which are removed.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="EvidenceException">The day cannot be played, or is too short to be cut.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static IEnumerable<LookaheadCut> Of(
        ReadDay read,
        DayInputs inputs,
        int warmUpDays,
        int cuts,
        string folder,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentOutOfRangeException.ThrowIfLessThan(cuts, 1);
        var whole = read(inputs, warmUpDays, cancellation);
        foreach (var cut in Cuts(whole, cuts))
        {
            var copies = Path.Combine(folder, "cut");
            try
            {
                var part = read(TruncatedFiles.Write(inputs, cut, copies), warmUpDays, cancellation);
                var (differences, seconds) = ReadingComparison.Of(whole, part, cut.Value);
                if (seconds == 0)
                    throw new EvidenceException($"{DayRun.IdOf(inputs.Instrument, inputs.Date)}: nothing was read before the cut");
                yield return new(cut, seconds, differences);
            }
            finally
            {
                if (Directory.Exists(copies))
                    Directory.Delete(copies, recursive: true);
            }
        }
    }

    private static IEnumerable<UnixNanos> Cuts(ColumnTable whole, int cuts)
    {
        var at = (long[])whole["at_ns"];
        if (at.Length <= cuts + 1)
            throw new EvidenceException($"a day of {at.Length} seconds cannot be cut {cuts} times");
        // Half a second beside a whole one: no row stands on the cut itself.
        return Enumerable
            .Range(1, cuts)
            .Select(n => UnixNanos.Trusted(at[(int)((long)n * at.Length / (cuts + 1))] + (UnixNanos.PerSecond / 2)));
    }
}
