using MiaIa.Engine.Confluence;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Tests.Signals;

public sealed class SignalSizingTests
{
    [TestCase(1, 2, 0, 1, 1, 2, TestName = "Fault_35_ES_weak_orders_nothing_and_strong_rounds_down")]
    [TestCase(10, 20, 5, 10, 15, 20, TestName = "MES: every tier has its exact size")]
    [TestCase(10, 12, 5, 10, 12, 12, TestName = "Fault_35_A_size_is_clamped_to_the_ceiling")]
    [TestCase(100, 1_000, 50, 100, 150, 200, TestName = "A larger base")]
    public void Contracts(int size, int ceiling, int weak, int good, int strong, int premium)
    {
        var sizing = new SignalSizing(new SignalOptions { BaseContracts = size, CeilingContracts = ceiling });
        Assert.That(
            new[] { Tier.NoTrade, Tier.Weak, Tier.Good, Tier.Strong, Tier.Premium }.Select(tier => sizing.Of(tier).Value),
            Is.EqualTo(new[] { 0, weak, good, strong, premium })
        );
        Assert.That(sizing.LowestTradeable, Is.EqualTo(weak > 0 ? Tier.Weak : Tier.Good));
    }

    [Test]
    public void A_product_that_is_whole_in_decimals_is_not_rounded_down() => Assert.That(new SignalSizing(
                new SignalOptions
                {
                    BaseContracts = 100,
                    CeilingContracts = 500,
                    WeakMultiplier = 0.29,
                }
            ).Of(Tier.Weak).Value, Is.EqualTo(29));

    [Test]
    public void Refuses_what_cannot_be_meant()
    {
        Assert.Multiple(() =>
        {
            Refused(new SignalOptions { BaseContracts = 0 }, "base contracts 0");
            Refused(new SignalOptions { CeilingContracts = -1 }, "ceiling contracts -1");
            Refused(new SignalOptions { GoodMultiplier = double.NaN }, "NaN");
            Refused(new SignalOptions { WeakMultiplier = 3 }, "below that of the tier under it");
            Refused(
                new SignalOptions
                {
                    PremiumMultiplier = 0,
                    StrongMultiplier = 0,
                    GoodMultiplier = 0,
                    WeakMultiplier = 0,
                },
                "no tier is tradeable"
            );
        });
    }

    private static void Refused(SignalOptions options, string named) =>
        Assert.That(() => new SignalSizing(options), Throws.ArgumentException.With.Message.Contains(named));
}
