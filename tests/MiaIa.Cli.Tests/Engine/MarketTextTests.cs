using MiaIa.Cli.Engine;
using MiaIa.V1;

namespace MiaIa.Cli.Tests.Engine;

public sealed class MarketTextTests
{
    [Test]
    public void What_is_known_is_told_and_what_is_not_is_left_out()
    {
        Assert.That(
            MarketText.Lines("ES", PartlyKnown(), stoodUs: 0),
            Is.EqualTo([
                "regular VWAP 4400.06 ± 2.00, ATR not known yet",
                "delta of the day -120, order flow 0 lots in 10 s",
                "levels: POC 4399.50",
                "pattern headfake Long, strength 0.50, counts +0.100, 90 s old",
                "study value vix = 13.2, 1 s old",
                "options: replay, feed up, coverage 0.77, open interest 0.81, basis not measured, no volatility index, call_wall runner-up 4450 at 0.93",
            ])
        );
    }

    [Test]
    public void A_signal_has_the_prices_of_the_chart()
    {
        var signal = new Signal
        {
            Instrument = "NQ",
            ReferencePriceTicks = 70_001,
            StopPriceTicks = 69_985,
            TargetPriceTicks = 70_033,
        };
        Assert.That(StateText.Line(signal), Does.Contain(" at 17500.25, stop 17496.25, target 17508.25, "));
    }

    [Test]
    public void Of_an_instrument_whose_tick_is_not_known_ticks_are_said_to_be_ticks() =>
        Assert.That(MarketText.Lines("CL", PartlyKnown(), stoodUs: 0), Has.Some.EqualTo("levels: POC 17598 ticks"));

    [Test]
    public void An_older_engine_that_sends_none_costs_nothing() => Assert.That(MarketText.Lines("ES", null, stoodUs: 0), Is.Empty);

    private static MarketView PartlyKnown() =>
        new()
        {
            RegularVwap = new VwapView { Ticks = 17_600.25, DeviationTicks = 8 },
            CumulativeDeltaLots = -120,
            Levels = new Levels
            {
                Level =
                {
                    new Level
                    {
                        Name = "poc",
                        Text = "POC",
                        PriceTicks = 17_598,
                    },
                },
            },
            Pattern =
            {
                new PatternView
                {
                    Name = "headfake",
                    Direction = Direction.Long,
                    Strength = 0.5,
                    Contribution = 0.1,
                    AgeUs = 90_000_000,
                },
            },
            StudyValue =
            {
                new NamedValue
                {
                    Name = "vix",
                    Value = 13.2,
                    AgeUs = 1_000_000,
                },
            },
            Options = new OptionsView
            {
                Source = "replay",
                Condition = "up",
                Coverage = 0.77,
                OpenInterestShare = 0.81,
                RunnerUp =
                {
                    new RunnerUp
                    {
                        Level = "call_wall",
                        Strike = 4_450,
                        Ratio = 0.93,
                    },
                },
            },
        };
}
