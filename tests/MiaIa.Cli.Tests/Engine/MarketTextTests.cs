using MiaIa.Cli.Engine;
using MiaIa.V1;

namespace MiaIa.Cli.Tests.Engine;

public sealed class MarketTextTests
{
    [Test]
    public void What_is_known_is_told_and_what_is_not_is_left_out()
    {
        Assert.That(
            MarketText.Lines(PartlyKnown(), stoodUs: 0),
            Is.EqualTo([
                "regular VWAP 17600.3 ± 8.0, ATR not known yet",
                "delta of the day -120, order flow 0 lots in 10 s",
                "levels: POC 17598",
                "pattern headfake Long, strength 0.50, counts +0.100, 90 s old",
                "study value vix = 13.2, 1 s old",
                "options: replay, feed up, coverage 0.77, open interest 0.81, basis not measured, no volatility index, call_wall runner-up 4450 at 0.93",
            ])
        );
    }

    [Test]
    public void An_older_engine_that_sends_none_costs_nothing() => Assert.That(MarketText.Lines(null, stoodUs: 0), Is.Empty);

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
