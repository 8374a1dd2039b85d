using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Options;

/// <summary>One option market for all cores of an engine: each core concludes what it would conclude alone.</summary>
public sealed class OptionMarketTests
{
    private static readonly IndexPrint Print = new() { Index = IndexSymbol.Spx, Points = 6_000 };

    [Test]
    public void Cores_that_share_a_market_read_what_each_reads_alone()
    {
        var readings = 0;
        Law.Holds(
            seed =>
            {
                var contracts = new MadeUpChain(seed).Contracts();
                var shared = new OptionMarket();
                var (sharedEs, sharedMes) = (Sharing(InstrumentOptions.Es, shared), Sharing(InstrumentOptions.Mes, shared));
                var mes = new EngineCore(InstrumentOptions.Mes);
                var feed = new OptionFeed
                {
                    Processed = e =>
                    {
                        if (e.Kind is >= MarketEventKind.ChainListed and <= MarketEventKind.PutCallHistoryTold)
                            shared.Apply(e);
                        mes.Process(OfMes(e));
                        sharedMes.Process(OfMes(e));
                        sharedEs.Process(e);
                    },
                };
                feed.List(contracts);
                foreach (var e in OptionMorning.Tape(seed, MadeUpChain.Now.Value / 1_000_000, 50 * 60, MadeUpChain.Spot, contracts))
                {
                    feed.Play(e);
                    Assert.That(sharedEs.State.Score, Is.EqualTo(feed.Core.State.Score));
                    Assert.That(sharedMes.State.Score, Is.EqualTo(mes.State.Score));
                    readings += mes.State.Readings[(int)FeatureId.GammaLevelsProximity].Reading.IsValid ? 1 : 0;
                    readings += mes.State.Readings[(int)FeatureId.OptionsFlowBias].Reading.IsValid ? 1 : 0;
                }

                Assert.That(sharedEs.DecisionHash, Is.EqualTo(feed.Core.DecisionHash));
                Assert.That(sharedMes.DecisionHash, Is.EqualTo(mes.DecisionHash));
                Assert.That(mes.Levels.TicksOf(DrawnLevel.ZeroGamma), Is.Not.EqualTo(feed.Core.Levels.TicksOf(DrawnLevel.ZeroGamma)));
            },
            seeds: 2
        );
        Assert.That(readings, Is.GreaterThan(5_000), "both features of the options spoke");
    }

    [Test]
    public void A_core_refuses_an_event_about_options_that_its_shared_market_has_not_taken()
    {
        var core = Sharing(InstrumentOptions.Es, new OptionMarket());
        Assert.That(
            () => core.Process(OptionEvents.Printed(UnixNanos.Trusted(1), Print)),
            Throws.InvalidOperationException.With.Message.EqualTo("the option market took 0 events, this instrument 1")
        );
    }

    [Test]
    public void A_core_does_not_join_a_market_that_has_begun()
    {
        var market = new OptionMarket();
        market.Apply(OptionEvents.Printed(UnixNanos.Trusted(1), Print));
        Assert.That(() => Sharing(InstrumentOptions.Es, market), Throws.ArgumentException.With.Message.Contains("1 events already"));
    }

    private static EngineCore Sharing(InstrumentOptions options, OptionMarket market) => new(options, optionMarket: market);

    // Another tape: each trade of MES a tick or two above that of ES, so that spot and basis differ.
    private static MarketEvent OfMes(in MarketEvent e) =>
        e.Kind != MarketEventKind.Trade
            ? e
            : MarketEvent.Trade(
                e.ObservedAt,
                e.ReceivedAt,
                PriceTicks.Trusted(e.Price.Value + 1 + (int)(e.ObservedAt.Value / UnixNanos.PerSecond % 2)),
                e.Volume,
                e.Aggressor,
                PrintGroup.None,
                default,
                default
            );
}
