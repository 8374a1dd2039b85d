using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Planning;

namespace MiaIa.Ibkr.Tests.Planning;

/// <summary>What proves that a line lives: another value than the first, which may be of any age.</summary>
public sealed class LineLifeTests
{
    [Test]
    public void Fault_59_none_yet_and_then_the_last_known_value_are_one_answer()
    {
        var life = new LineLife();
        Assert.That(life.Hear(TickType.Bid, null), Is.False);
        Assert.That(life.Hear(TickType.Bid, 12.5), Is.False);
        Assert.That(life.HearModel(Row(null, null)), Is.False);
        Assert.That(life.HearModel(Row(0.14, 12.6)), Is.False);
        Assert.That(life.IsAlive, Is.False);

        Assert.That(life.Hear(TickType.Bid, null), Is.True, "a quote that goes is a change");
        Assert.That(life.IsAlive);
    }

    private static OptionComputation Row(double? volatility, double? price) =>
        new()
        {
            Type = TickType.ModelOption,
            ImpliedVolatility = volatility,
            OptionPrice = price,
        };
}
