using MiaIa.Engine.Market;

namespace MiaIa.Engine.Tests.Market;

public sealed class ParentTradesTests
{
    // One letter a record: F first, L last, - neither.
    [TestCase("---", 3, TestName = "Records on their own count each")]
    [TestCase("F--L", 1, TestName = "A group counts once")]
    [TestCase("FL-FL", 3, TestName = "A record between two groups counts")]
    [TestCase("FFL", 2, TestName = "A first inside an open group begins another one")]
    [TestCase("L-", 2, TestName = "A last without its first counts once")]
    [TestCase("F-", 1, TestName = "An open group counts at its first")]
    public void Counts(string records, int expected)
    {
        var trades = new ParentTrades();
        foreach (var record in records)
        {
            Add(
                trades,
                record switch
                {
                    'F' => PrintGroup.First,
                    'L' => PrintGroup.Last,
                    _ => PrintGroup.None,
                }
            );
        }

        Assert.That(trades.Count, Is.EqualTo(expected));
    }

    [Test]
    public void After_a_gap_a_record_stands_on_its_own()
    {
        var trades = new ParentTrades();
        Add(trades, PrintGroup.First, lots: 7);
        trades.Break();
        Add(trades, PrintGroup.None, lots: 2);
        Assert.That((trades.Count, trades.Newest.Lots), Is.EqualTo((2, 2)));
    }

    [Test]
    public void A_group_is_one_order_with_the_contracts_of_all_its_fills()
    {
        var trades = new ParentTrades();
        trades.Add(1_000, 100, 3, isBuy: true, PrintGroup.First);
        trades.Add(1_000, 100, 4, isBuy: true, PrintGroup.None);
        Assert.That(trades.Newest, Is.EqualTo(new ParentOrder(1_000, true, At(100), At(100), 7, 2, IsOpen: true)));
        trades.Add(1_001, 101, 5, isBuy: true, PrintGroup.Last);
        Assert.That(trades.Newest, Is.EqualTo(new ParentOrder(1_000, true, At(100), At(101), 12, 3, IsOpen: false)));
        trades.Add(1_001, 101, 6, isBuy: false, PrintGroup.None);
        Assert.That(trades.Newest, Is.EqualTo(new ParentOrder(1_001, false, At(101), At(101), 6, 1, IsOpen: false)));
    }

    private static PriceTicks At(int ticks) => PriceTicks.Trusted(ticks);

    private static void Add(ParentTrades trades, PrintGroup group, int lots = 1) => trades.Add(1_000, 100, lots, isBuy: true, group);
}
