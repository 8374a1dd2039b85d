using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Tests.Options;
using MiaIa.Engine.Tests.Support;
using MiaIa.NaiveOptions;

namespace MiaIa.Engine.Tests.Features;

/// <summary>The chart replays yesterday while the live options go on arriving: they say nothing of yesterday's prices, nor those of them.</summary>
public sealed class OptionsBesideAReplayTests
{
    private const int WarmSeconds = 40 * 60;
    private const long DayMillis = 86_400_000;

    private static readonly long Start = MadeUpChain.Now.Value / UnixNanos.PerMilli;
    private static readonly IReadOnlyList<NaiveContract> Contracts = new MadeUpChain(1) { MissingShare = 0 }.Contracts();

    private readonly List<OptionTapeEvent> _tape =
    [
        .. OptionMorning.Tape(7, Start, WarmSeconds, MadeUpChain.Spot, Contracts, isStirred: false),
    ];

    [TestCase(true)]
    [TestCase(false)]
    public void They_serve_nothing_in_it_and_stand_after_it_as_if_it_had_not_been(bool hasHistory)
    {
        var (lived, shown) = (Warm(), Warm());
        var before = Levels(lived);
        Assert.That(before.Take((int)DrawnLevel.FirstAbsoluteGamma + 1), Has.All.Not.NaN);

        shown.ShowOther(isReplay: true);
        for (var i = 0; i < 400; i++)
        {
            var (index, behind) = (_tape[i], _tape[i].Millis - DayMillis);
            shown.Play(
                index.Price > 0
                    ? index with
                    {
                        Millis = behind,
                        Price = index.Price - 800,
                    }
                    : index with
                    {
                        Millis = behind,
                        Print = null,
                        Contracts = null,
                    }
            );
            shown.Print(IndexSymbol.Spx, MadeUpChain.Spot, Start + (WarmSeconds * 1_000L) + i);
        }

        Assert.That(shown[FeatureId.GammaLevelsProximity].Reason, Does.Contain("not live").Or.Contain("replay"));
        Assert.That(shown[FeatureId.OptionsFlowBias].IsValid, Is.False);
        Assert.That(shown.Core.DoLevelsStand, "levels that jumped today hold up no signal of yesterday");
        Assert.That(shown.Core.Levels.BasisPoints, Is.NaN, "an index of now less a price of yesterday is no basis");
        Assert.That(Levels(shown).Take((int)DrawnLevel.FirstAbsoluteGamma + 1), Has.All.NaN);

        shown.ShowOther(isReplay: false);
        foreach (var trade in _tape.Where(e => e.Price > 0 && hasHistory))
            shown.Play(trade, isHistory: true);
        foreach (var feed in new[] { lived, shown })
        {
            feed.Play(_tape.Last(e => e.Book is not null) with { Millis = Start + (WarmSeconds * 1_000L) });
            feed.Beat(Start + (WarmSeconds * 1_000L) + 1_000);
        }

        // Without a price nothing is fitted: they stand where the last minute left them.
        var count = hasHistory ? DrawnLevels.Count : (int)DrawnLevel.FirstAbsoluteGamma + 1;
        Assert.That(Levels(shown).Take(count), Is.EqualTo(Levels(lived).Take(count)).Within(hasHistory ? 0 : 1));
        Assert.That(lived[FeatureId.GammaLevelsProximity].IsValid, Is.True);
        if (hasHistory)
            Assert.That(shown[FeatureId.GammaLevelsProximity], Is.EqualTo(lived[FeatureId.GammaLevelsProximity]));
        Assert.That(
            shown.Core.Levels.PutCallOf(IndexSymbol.Spx).ToArray(),
            Is.EqualTo(lived.Core.Levels.PutCallOf(IndexSymbol.Spx).ToArray())
        );
    }

    [Test]
    public void What_was_traded_in_options_meanwhile_is_no_flow_and_its_window_begins_anew()
    {
        const long minute = 60_000;
        var shown = Warm();
        var (at, bought) = (Start + (WarmSeconds * 1_000L), 1L);
        for (var i = 0; i < 17; i++)
            Trade(at += minute);
        Assert.That(shown[FeatureId.OptionsFlowBias].Reason, Is.Empty);

        shown.ShowOther(isReplay: true);
        shown.Play(_tape.First(e => e.Price > 0) with { Millis = Start - DayMillis });
        Buy(at + minute);
        shown.ShowOther(isReplay: false);
        // The replay took ten minutes.
        at += 10 * minute;
        for (var i = 0; i < 14; i++)
        {
            Trade(at += minute);
            Assert.That(shown[FeatureId.OptionsFlowBias].Reason, Does.Contain("15 minutes"), $"{i} minutes after");
        }

        Trade(at += 2 * minute);
        Assert.That(shown[FeatureId.OptionsFlowBias].Reason, Is.Empty);

        void Trade(long millis)
        {
            shown.Play(_tape.Last(e => e.Price > 0) with { Millis = millis });
            Buy(millis);
            shown.Beat(millis + 1_000);
        }

        void Buy(long millis) =>
            shown.Update(Contracts.Take(200).Select(contract => contract with { Volume = contract.Volume + (1_000 * bought++) }), millis);
    }

    private OptionFeed Warm()
    {
        var feed = new OptionFeed();
        feed.List(Contracts);
        foreach (var e in _tape)
            feed.Play(e);
        return feed;
    }

    private static double[] Levels(OptionFeed feed) =>
        [.. Enumerable.Range(0, DrawnLevels.Count).Select(level => feed.Core.Levels.TicksOf((DrawnLevel)level))];
}
