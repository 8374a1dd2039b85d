using MiaIa.Engine.Host.Vendors;

namespace MiaIa.Engine.Host.Tests.Vendors;

public sealed class MenthorQTextTests
{
    [Test]
    public void Names_prices_joined_names_what_is_not_given_and_figures_are_told_apart()
    {
        var reading = MenthorQText.Read(
            "$ESZ2026: Call Resistance, 7000, Put Support, 6800, HVL, 6895.5, 1D Min, 6841.25, 1D Max, NA, "
                + "Call Resistance 0DTE & GEX 1, 6925, GEX 2, 6950.00, Net GEX, -3.92M, DEX, 1.2B, IV30, 12.5%\r\n"
                + "\r\n$SPX: Call Resistance, 6950, GEX 1, 6875,\r\n"
        );
        Assert.That(reading.Bad.Named, Is.Empty);
        Assert.That(string.Join(" ", reading.Tables.Select(table => table.Symbol)), Is.EqualTo("ESZ2026 SPX"));
        Assert.That(
            reading.Tables[0].Prices,
            Is.EqualTo(
                new VendorPrice[]
                {
                    new("Call Resistance", 7000),
                    new("Put Support", 6800),
                    new("HVL", 6895.5),
                    new("1D Min", 6841.25),
                    new("Call Resistance 0DTE & GEX 1", 6925),
                    new("GEX 2", 6950),
                }
            )
        );
        Assert.That(reading.Tables[1].Prices, Has.Count.EqualTo(2));
    }

    [Test]
    public void Two_symbols_on_one_line_are_two()
    {
        var reading = MenthorQText.Read("$ESZ2026: HVL, 6895.5, $NQZ2026: HVL, 25000");
        Assert.That(
            reading.Tables.Select(table => (table.Symbol, table.Prices.Single().Value)),
            Is.EqualTo(new[] { ("ESZ2026", 6895.5), ("NQZ2026", 25000.0) })
        );
        Assert.That(reading.Bad.Count, Is.Zero);
    }

    [TestCase("$ESZ2026: HVL, GEX 1, 6925", "line 1: 'HVL' has 'GEX 1', which is no price", 1)]
    [TestCase("$ESZ2026: GEX 1, 6925, HVL", "line 1: 'HVL' has no value", 1)]
    [TestCase("$ESZ2026: 6895, GEX 1, 6925", "line 1: '6895' stands where a name should", 1)]
    [TestCase("$ESZ2026: HVL, -6895, GEX 1, 6925", "line 1: 'HVL' has '-6895', which is no price", 1)]
    [TestCase("$ESZ2026: GEX 1, 6925\nHVL, 6895", "line 2: 'HVL, 6895' does not begin with a symbol and a colon", 1)]
    [TestCase("$ESZ2026: GEX 1, 6925\n$esz2026: HVL, 6895", "line 2: 'esz2026' stands in the file twice: the first counts", 1)]
    public void What_cannot_be_read_is_named_and_counted_and_the_rest_is_read(string text, string bad, int prices)
    {
        var reading = MenthorQText.Read(text);
        Assert.That(reading.Bad.Named, Is.EqualTo(new[] { bad }));
        Assert.That(reading.Tables.Single().Prices, Has.Count.EqualTo(prices));
        Assert.That(reading.Tables.Single().Prices[^1], Is.EqualTo(new VendorPrice("GEX 1", 6925)));
    }

    [Test]
    public void Rubbish_is_counted_and_named_up_to_a_bound()
    {
        var random = new Random(7);
        for (var turn = 0; turn < 500; turn++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(400)).Select(_ => "$:,\n\r &.-0123456789ENAKM\0é"[random.Next(26)])]);
            var reading = MenthorQText.Read(text);
            Assert.That(reading.Bad.Named, Has.Count.LessThanOrEqualTo(BadValues.NamedMax));
            Assert.That(reading.Tables.SelectMany(table => table.Prices).All(price => price.Value > 0 && price.Name.Length > 0));
        }

        var many = MenthorQText.Read(string.Join('\n', Enumerable.Repeat("what is this", 5000)));
        Assert.That((many.Bad.Count, many.Bad.Named.Count), Is.EqualTo((5000, BadValues.NamedMax)));
    }
}
