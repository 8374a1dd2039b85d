using System.Globalization;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.Reports.Periods;

namespace MiaIa.Reports.Journal;

/// <summary>Finds the chains of a period in a journal, replays them, and holds what they decide against what is recorded.</summary>
internal static class JournalDays
{
    // A chain begins ten seconds before its day does.
    private const long BeginsEarlyNs = 15 * UnixNanos.PerSecond;

    /// <summary>Replays a period.</summary>
    /// <param name="directory">The journal; an engine may be writing it.</param>
    /// <param name="database">Made from it.</param>
    /// <param name="options">The engine's: they decide.</param>
    /// <param name="period">Which.</param>
    /// <param name="withRows">First segments of the chains that hold rows of the period, whenever they were written.</param>
    /// <param name="now">What is later was not wanted yet.</param>
    /// <param name="cancellation">Ends it early.</param>
    internal static JournalFacts Replay(
        string directory,
        string database,
        EngineOptions options,
        ReportPeriod period,
        IReadOnlyCollection<long> withRows,
        UnixNanos now,
        CancellationToken cancellation
    )
    {
        var wanted = period.RegularSeconds(now);
        try
        {
            var chains = ChainsOf(directory, period, withRows);
            if (chains.Count == 0)
                return JournalFacts.None($"the journal holds no chain of {Text(period.First)} to {Text(period.Last)}", wanted);
            var pass = new JournalPass(period, cancellation);
            var parity = new ParityCheck(options, database);
            foreach (var chain in chains)
                parity.Take(chain, pass);
            var beganLater = BeganAfter(directory, period);
            // A session that was played at its own time is measured, though its journal is younger than its market.
            long? ready = pass.WasHurried || (beganLater && pass.ReadySeconds == 0) ? null : pass.ReadySeconds;
            return new(parity.Result(), pass.Latency, pass.Instruments, wanted, ready)
            {
                BeganLater = beganLater,
                WasHurried = pass.WasHurried,
                SierraWait = pass.SierraWait,
            };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JournalCorruptException)
        {
            return JournalFacts.None(fault.Message, wanted);
        }
    }

    /// <summary>The settings by which the newest chain of a period was decided: its limits and brackets are those that a report speaks of.</summary>
    /// <param name="directory">The journal; empty = there is none.</param>
    /// <param name="given">What counts where the journal does not say it.</param>
    /// <param name="period">Which.</param>
    /// <param name="withRows">As in <see cref="Replay"/>.</param>
    /// <returns>The settings, and what a reader must know of them; empty = nothing.</returns>
    internal static (EngineOptions Options, string Remark) SettingsOf(
        string directory,
        EngineOptions given,
        ReportPeriod period,
        IReadOnlyCollection<long> withRows
    )
    {
        try
        {
            var told = directory.Length == 0 ? [] : ChainsOf(directory, period, withRows);
            EngineOptions[] inForce = [.. told.Select(chain => SettingsRecord.Of(chain[0].Path, given)).OfType<EngineOptions>()];
            return inForce.Length == 0
                ? (given, "limits and brackets are those of the given settings: no journal says which were in force")
                : (
                    inForce[^1],
                    inForce.Any(one => one.SettingsHash() != inForce[^1].SettingsHash())
                        ? "the settings changed within the period: limits and brackets are those of its newest ones"
                        : ""
                );
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JournalCorruptException)
        {
            return (given, $"limits and brackets are those of the given settings: {fault.Message}");
        }
    }

    private static List<IReadOnlyList<(string Path, JournalHeader Header)>> ChainsOf(
        string directory,
        ReportPeriod period,
        IReadOnlyCollection<long> withRows
    ) =>
        [
            .. JournalSegments
                .Of(directory)
                .Whole.GroupBy(segment => segment.Header.ChainFirstNumber)
                .Where(chain => withRows.Contains(chain.Key) || chain.Any(segment => LiesIn(period, segment.Header.CreatedUnixNs)))
                .OrderBy(chain => chain.Key)
                .Select(chain => (IReadOnlyList<(string, JournalHeader)>)[.. chain]),
        ];

    private static bool BeganAfter(string directory, ReportPeriod period)
    {
        var closes = period.Sessions.Where(session => session.HasRegular).Select(session => session.RegularClosesAt.Value).ToArray();
        return closes.Length > 0 && JournalSegments.Of(directory).Whole.Min(segment => segment.Header.CreatedUnixNs) >= closes.Max();
    }

    private static bool LiesIn(ReportPeriod period, long createdUnixNs) =>
        createdUnixNs + BeginsEarlyNs >= period.BeginsAt.Value && createdUnixNs + BeginsEarlyNs < period.EndsAt.Value;

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
