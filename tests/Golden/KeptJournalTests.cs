using System.IO.Compression;
using System.Text.Json;
using MiaIa.Engine.Confluence;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
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

    /// <summary>
    /// An hour of MES on paper and the turn to the next trading day: verdicts, order intents, fills, a halt, a carry, a resume. Trades and profit are
    /// those that the engine told while it ran, the next day's hash that of its End record. The first day's End record holds a hash with the silences
    /// of the feeds in it, which no hash has had since.
    /// </summary>
    [Test]
    public void A_kept_day_on_paper_makes_the_same_intents_and_hands_the_same_to_the_next_day()
    {
        const string name = "2026-11-29-paper";
        var (first, second) = (Unpacked(name), Unpacked($"{name}-next-day"));
        try
        {
            var (day, totals, intents) = Replayed(name, first);
            using var all = Assert.EnterMultipleScope();
            Assert.That(totals.Difference, Does.EndWith($"live decided 1f39332e0a13ee65, the replay {day.DecisionHash:x16}"));
            Assert.That((totals.EndsConfirmed, $"{day.DecisionHash:x16}"), Is.EqualTo((0, "fda350ee3f2fc08b")));
            Assert.That((intents.Confirmed, intents.NeverRecorded), Is.EqualTo((totals.IntentsRecorded, 0L)));
            Assert.That(totals.IntentsRecorded, Is.EqualTo(2));
            Assert.That((day.Account.TradesToday, day.Account.RealizedCents), Is.EqualTo((2, 3_235L)));
            Assert.That((day.IsHalted, day.HaltReason), Is.EqualTo((true, "cli: the day is over")));
            // Not byte for byte: that engine's orders, of rules 5, read their clock at each event, today's at each tick.
            var handed = day.Save().All.ToDictionary(section => section.Name, section => section.Bytes.Length);
            foreach (var (section, bytes) in CarryRecord.Read(FirstPayload(second)).All)
                Assert.That(handed.Remove(section, out var length) ? length : -1, Is.EqualTo(bytes.Length), section);
            // Since rules 8 the mode and what the gates have refused are handed on too.
            Assert.That(
                handed.Keys.Where(section => section != "mode" && !section.StartsWith("gate meter ", StringComparison.Ordinal)),
                Is.Empty
            );

            var (next, after, _) = Replayed(name, second);
            Assert.That((after.Difference, after.EndsConfirmed), Is.EqualTo(((string?)null, 1)));
            Assert.That($"{next.DecisionHash:x16}", Is.EqualTo("939e3a8b38c8fe25"));
            Assert.That((next.CarryFaults.Count, next.IsHalted), Is.EqualTo((0, false)), "a person has resumed");
            Assert.That(
                (next.Account.TradesToday, next.Account.RealizedCents),
                Is.EqualTo((2, 3_235L)),
                "carried; no market has told of the next date"
            );
        }
        finally
        {
            File.Delete(first);
            File.Delete(second);
        }
    }

    private static (EngineState State, ReplayTotals Totals, IntentComparison Intents) Replayed(string settings, string path)
    {
        var intents = new IntentComparison();
        var outbox = new DecisionOutbox { IsMuted = true, Replayed = intents };
        var state = new EngineState(Options(settings), SegmentReader.ReadHeader(path)!.FirstSignalId, outbox);
        return (state, JournalReplay.Run([path], state, intents: intents), intents);
    }

    private static byte[] FirstPayload(string path)
    {
        using var reader = SegmentReader.Open(path);
        Assert.That(reader.TryRead(out var record), Is.True);
        Assert.That(record.Kind, Is.EqualTo(JournalRecordKind.Carry));
        return record.Payload.ToArray();
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
