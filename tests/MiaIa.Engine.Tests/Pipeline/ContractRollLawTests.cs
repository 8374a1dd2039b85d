using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>
/// After a roll a core is held against one that has never seen anything but the new contract: whatever differs is a price, a volume or a range of the
/// old one that lives on in a feature, a level or an average.
/// </summary>
public sealed class ContractRollLawTests
{
    private const long Start = RandomTape.RegularOpenMillis;
    private const int Before = 45;
    private const int After = 50;
    private const int History = 35;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Fault_44_No_feature_level_or_average_after_a_roll_knows_the_contract_before(int seed)
    {
        var (rolled, fresh) = (new Feed(Feed.BuiltOnly), new Feed(Feed.BuiltOnly));
        var random = new Random(seed);
        Play(Minutes(0, Before, 17_600, random), rolled);
        Assert.That(rolled.Core.State.Coverage, Is.Positive, "the old contract had warmed nothing");
        // The minute ends before the roll: one that is cut in two would be left out of the ranges, and they would begin a bar later.
        rolled.Play(new TapeEvent(Start + (Before * 60_000L)));
        rolled.ShowOther(isRoll: true);
        fresh.Process(MarketEvent.StudyAttached(fresh.Local, isContinuation: false));
        // 60 points higher, as the next quarter is. Its history goes back behind what was known of the old one.
        foreach (var e in Minutes(Before - History, History, 17_840, random).Where(e => e.IsTrade))
        {
            rolled.Trade(e.Millis, e.Price, e.Lots, e.IsBuy, isHistory: true);
            fresh.Trade(e.Millis, e.Price, e.Lots, e.IsBuy, isHistory: true);
        }

        Assert.That(rolled.Core.Profile.Lots, Is.EqualTo(fresh.Core.Profile.Lots).And.Positive, "all of it was taken");
        for (var minute = Before; minute < Before + After; minute++)
        {
            Play(Minutes(minute, 1, 17_840, random), rolled, fresh);
            var (known, expected) = (Known(rolled), Known(fresh));
            Assert.That(known, Has.Length.EqualTo(expected.Length), $"minute {minute - Before}");
            for (var i = 0; i < known.Length; i++)
                Assert.That(known[i], Is.EqualTo(expected[i]), $"minute {minute - Before}");
        }

        Assert.That(fresh.Core.State.Coverage, Is.EqualTo(1).Within(1e-9), "all of it was compared");
    }

    private static string[] Known(Feed feed)
    {
        var core = feed.Core;
        var known = new List<string>();
        foreach (var scored in core.State.Readings)
            known.Add($"{scored.Name}: {scored.Reading.IsValid} {scored.Reading.Value:r} {scored.Reading.Reason}");
        known.Add($"order flow {core.State.OrderFlowLots}");
        var averages = core.Averages;
        known.Add($"VWAP {averages.GlobexVwap} {averages.RegularVwap} {averages.BarVwap}, ATR {averages.AtrTicks}");
        for (var level = 0; level < DrawnLevels.Count; level++)
            known.Add($"{(DrawnLevel)level} {core.Levels.TicksOf((DrawnLevel)level):r}");
        foreach (var factor in core.Factors())
            known.Add($"{factor}");
        return [.. known];
    }

    private static void Play(IReadOnlyList<TapeEvent> tape, params Feed[] feeds)
    {
        foreach (var e in tape)
        {
            foreach (var feed in feeds)
            {
                feed.Pass(1);
                feed.Play(e);
            }
        }
    }

    // Two trades a second around a price that drifts, each with a book around it.
    private static List<TapeEvent> Minutes(int from, int minutes, int price, Random random)
    {
        var tape = new List<TapeEvent>();
        for (var half = from * 120L; half < (from + minutes) * 120L; half++)
        {
            var millis = Start + (half * 500);
            var at = price + (int)(6 * Math.Sin(half / 400.0)) + random.Next(-2, 3);
            tape.Add(new TapeEvent(millis, Price: at, Lots: random.Next(1, 30), IsBuy: random.Next(2) == 0));
            tape.Add(new TapeEvent(millis, Bids: [new Level(at - 1, random.Next(1, 200))], Asks: [new Level(at + 1, random.Next(1, 200))]));
        }

        return tape;
    }
}
