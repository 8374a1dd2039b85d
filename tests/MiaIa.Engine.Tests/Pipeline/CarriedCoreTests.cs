using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>A core that goes on from the bars of an older one, held against one that has lived through both days.</summary>
public sealed class CarriedCoreTests
{
    // 2023-06-29 17:59:50 New York; RandomTape.Day begins on the morning before.
    private const long TurnMillis = RandomTape.RegularOpenMillis + (8 * 3_600_000) + (30 * 60_000) - 10_000;
    private const long OpenMillis = TurnMillis + 10_000;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void Averages_and_ranges_are_those_of_a_core_that_was_never_left(int seed)
    {
        var tape = RandomTape.Day(seed, events: 6_000).Where(e => !IsBreak(e.Millis)).ToArray();
        var (lived, carried) = (new Feed(), new Feed());
        lived.Play(tape.Where(e => e.Millis < TurnMillis));
        Load(carried.Core, Saved(lived.Core));
        carried.Pass(1);

        var compared = 0;
        foreach (var e in tape.Where(e => e.Millis >= OpenMillis))
        {
            lived.Play(e);
            carried.Play(e);
            Assert.That(carried[FeatureId.MtfConfluenceScore], Is.EqualTo(lived[FeatureId.MtfConfluenceScore]), $"at {e.Millis}");
            Assert.That(carried.Core.Averages.AtrTicks, Is.EqualTo(lived.Core.Averages.AtrTicks));
            Assert.That(carried.Core.Averages.BarVwap, Is.EqualTo(lived.Core.Averages.BarVwap));
            Assert.That(carried.Core.Profile.Lots, Is.EqualTo(lived.Core.Profile.Lots), "the day's own begins anew in both");
            Assert.That(carried.Core.Averages.GlobexVwap, Is.EqualTo(lived.Core.Averages.GlobexVwap));
            compared += carried[FeatureId.MtfConfluenceScore].IsValid && carried.Core.Averages.AtrTicks is not null ? 1 : 0;
        }

        Assert.That(compared, Is.GreaterThan(500), "most of them stood");
    }

    [Test]
    public void The_first_trade_after_a_weekend_finds_them_warm()
    {
        var carried = new Feed();
        Load(carried.Core, Saved(Lived(30).Core));
        carried.Trade(OpenMillis + (2 * 86_400_000), 17_650, 1);
        Assert.That(carried.Core.Averages.AtrTicks, Is.EqualTo(2.0), "one price a minute: the floor");
        Assert.That(carried.Core.Averages.BarVwap!.Value.Ticks, Is.EqualTo(17_600));
        Assert.That(carried.Core.Averages.GlobexVwap!.Value.Ticks, Is.EqualTo(17_650));
    }

    [Test]
    public void What_needs_more_than_bars_waits_for_it()
    {
        var carried = new Feed();
        Load(carried.Core, Saved(Lived(30).Core));
        for (var minute = 0; minute < 18; minute++)
            carried.Trade(OpenMillis + (minute * 60_000), 17_600, 300);
        Assert.That(carried[FeatureId.VolumeImbalanceSignal].IsValid, Is.False, "the footprint has not seen 19 bars");
        carried.Trade(OpenMillis + (19 * 60_000), 17_600, 300);
        carried.Trade(OpenMillis + (20 * 60_000), 17_600, 300);
        Assert.That(carried[FeatureId.VolumeImbalanceSignal].IsValid, Is.True);
    }

    [Test]
    public void History_that_the_older_core_knew_is_not_taken_twice()
    {
        var lived = Lived(30);
        var carried = new Feed();
        Load(carried.Core, Saved(lived.Core));
        carried.Process(MarketEvent.StudyAttached(carried.Local, isContinuation: false, isRoll: false, isLabelled: false));
        for (var minute = 0; minute < 30; minute++)
            carried.Trade(TurnMillis - (90 * 60_000) + (minute * 60_000), 17_600, 300, isHistory: true);
        Assert.That((carried.Core.Counters.TradeRecords, carried.Core.Counters.HistoryKnown), Is.EqualTo((0L, 30L)));
        carried.Trade(OpenMillis, 17_600, 1);
        Assert.That(carried.Core.Averages.AtrTicks, Is.Not.Null, "the history joined");
    }

    [Test]
    public void A_tape_that_does_not_join_the_older_one_begins_anew()
    {
        var carried = new Feed();
        Load(carried.Core, Saved(Lived(30).Core));
        carried.Process(MarketEvent.StudyAttached(carried.Local, isContinuation: false, isRoll: false, isLabelled: false));
        carried.Trade(OpenMillis, 17_600, 1);
        Assert.That(carried.Core.Averages.AtrTicks, Is.Null, "trades may be missing in between");
    }

    [Test]
    public void Bars_before_a_gap_are_not_carried()
    {
        var lived = Lived(30);
        lived.Process(MarketEvent.GapDeclared(lived.Local, 1));
        var carried = new Feed();
        Load(carried.Core, Saved(lived.Core));
        carried.Trade(OpenMillis, 17_600, 1);
        carried.Trade(OpenMillis + 60_000, 17_600, 1);
        Assert.That(carried.Core.Averages.AtrTicks, Is.Null);
        Assert.That(carried.Core.Averages.BarVwap, Is.Null);
    }

    [Test]
    public void A_core_without_a_day_hands_on_what_it_was_given()
    {
        var given = Saved(Lived(30).Core);
        var empty = new EngineCore(InstrumentOptions.Es);
        Load(empty, given);
        Assert.That(Saved(empty), Is.EqualTo(given));
    }

    [Test]
    public void No_more_than_two_days_are_handed_on_and_they_begin_with_an_hour()
    {
        var lived = new Feed();
        var begin = OpenMillis - (OpenMillis % 3_600_000) + (7 * 60_000);
        for (var minute = 0; minute < 3_500; minute++)
            lived.Trade(begin + (minute * 60_000L), 17_600, 1);
        var saved = Saved(lived.Core);
        Assert.That(saved, Has.Length.InRange(2_800 * 40, 2_881 * 40), "most of 2880 bars of 40 bytes");
        // Ten numbers, the bar that forms, and the count stand before the first bar.
        var first = BitConverter.ToInt64(saved, (10 + 5 + 1) * sizeof(long));
        Assert.That(first % 3_600_000, Is.Zero);
    }

    [Test]
    public void Refuses_what_is_cut_at_every_byte_and_stays_empty()
    {
        var saved = Saved(Lived(3).Core);
        var core = new EngineCore(InstrumentOptions.Es);
        for (var length = 0; length < saved.Length; length++)
        {
            var cut = saved[..length];
            Assert.That(() => Load(core, cut), Throws.TypeOf<CarryException>(), $"{length} bytes");
        }

        Assert.That((core.Now.Value, core.Averages.AtrTicks), Is.EqualTo((0L, (double?)null)));
        Load(core, saved);
    }

    [Test]
    public void A_core_that_has_begun_takes_no_older_one()
    {
        var saved = Saved(Lived(3).Core);
        var begun = Lived(1).Core;
        Assert.That(() => Load(begun, saved), Throws.InvalidOperationException);
    }

    // A trade of 300 contracts a minute, at one price, up to an hour before the break ends.
    private static Feed Lived(int minutes)
    {
        var feed = new Feed();
        for (var minute = 0; minute < minutes; minute++)
            feed.Trade(TurnMillis - (90 * 60_000) + (minute * 60_000), 17_600, 300);
        feed.Play(new TapeEvent(TurnMillis));
        return feed;
    }

    private static bool IsBreak(long millis) => millis is >= OpenMillis - 3_600_000 and < OpenMillis;

    private static byte[] Saved(EngineCore core)
    {
        var writer = new CarryWriter();
        core.Save(writer);
        return writer.Written.ToArray();
    }

    private static void Load(EngineCore core, byte[] saved)
    {
        var reader = new CarryReader(saved);
        core.Load(ref reader);
        reader.End();
    }
}
