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
            trades.Add(record switch { 'F' => PrintGroup.First, 'L' => PrintGroup.Last, _ => PrintGroup.None });
        Assert.That(trades.Count, Is.EqualTo(expected));
    }

    [Test]
    public void After_a_gap_a_record_stands_on_its_own()
    {
        var trades = new ParentTrades();
        trades.Add(PrintGroup.First);
        trades.Break();
        trades.Add(PrintGroup.None);
        Assert.That(trades.Count, Is.EqualTo(2));
    }
}
