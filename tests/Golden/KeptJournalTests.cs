using System.IO.Compression;
using System.Text.Json;
using MiaIa.Engine.Confluence;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;

namespace Golden;

/// <summary>
/// Journals of earlier engines, one kept at the end of each large change, with the settings that they were made with beside them: today's
/// engine reads every record, and decides as the engine of their day did until a rule changes what they decide. From then on the replay
/// says so with both hashes. The figures are those that that engine told at its end; today's hash changes with the golden hashes.
/// </summary>
public sealed class KeptJournalTests
{
    [TestCase("2026-11-28-demo", "18f8eb55754f5d4c", "f4ed18ebf16aa5cc", 25_027, 9_814, 12_754)]
    public void A_kept_journal_is_read_whole_and_decides_by_todays_rules(
        string name,
        string itsDays,
        string todays,
        long events,
        long tradeRecords,
        long books
    )
    {
        var path = Unpacked(name);
        try
        {
            var header = SegmentReader.ReadHeader(path)!;
            var state = new EngineState(Options(name), header.FirstSignalId, new IgnoredDecisions());
            var totals = JournalReplay.Run([path], state);

            var counters = state.Instruments.Single().Core.Counters;
            using var all = Assert.EnterMultipleScope();
            Assert.That($"{state.DecisionHash:x16}", Is.EqualTo(todays));
            Assert.That((counters.Events, counters.TradeRecords, counters.DepthSnapshots), Is.EqualTo((events, tradeRecords, books)));
            Assert.That((totals.EndsConfirmed, totals.TornBytes), Is.EqualTo((itsDays == todays ? 1 : 0, 0L)));
            Assert.That(totals.Difference ?? "", Does.EndWith(itsDays == todays ? "" : $"live decided {itsDays}, the replay {todays}"));
            Assert.That(header.RulesVersion, Is.EqualTo(1), "a journal from before rules had versions");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Unpacked(string name)
    {
        var path = Path.Combine(Path.GetTempPath(), $"miaia-{name}-{Guid.NewGuid():N}.journal");
        using var packed = new GZipStream(File.OpenRead(Kept($"{name}.journal.gz")), CompressionMode.Decompress);
        using var unpacked = File.Create(path);
        packed.CopyTo(unpacked);
        return path;
    }

    // Read here and not by the engine's settings: what those accept may change, what the journal was made with may not.
    private static EngineOptions Options(string name)
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Kept($"{name}.settings.json")));
        var instruments = settings.RootElement.GetProperty("Instruments").EnumerateArray().Select(given => Instrument(given, settings));
        return new EngineOptions([.. instruments], EngineOptions.BuildVersion);
    }

    private static InstrumentOptions Instrument(JsonElement given, JsonDocument settings)
    {
        var known = InstrumentOptions.Find(given.GetProperty("Name").GetString()!)!;
        var tiers = given.GetProperty("Tiers");
        return known with
        {
            Confluence = known.Confluence with
            {
                Tiers = new TierLimits
                {
                    Weak = tiers.GetProperty("Weak").GetDouble(),
                    Good = tiers.GetProperty("Good").GetDouble(),
                    Strong = tiers.GetProperty("Strong").GetDouble(),
                    Premium = tiers.GetProperty("Premium").GetDouble(),
                },
            },
            Signals = known.Signals with { CoverageFloor = settings.RootElement.GetProperty("CoverageFloor").GetDouble() },
        };
    }

    private static string Kept(string file) => Path.Combine(AppContext.BaseDirectory, "Journals", file);
}
