using MiaIa.Engine.Host.Vendors;

namespace MiaIa.Engine.Host.Tests.Vendors;

public sealed class LevelCsvTests
{
    [Test]
    public void Columns_that_sound_like_levels_are_taken_and_the_last_line_of_a_symbol_counts()
    {
        var reading = LevelCsv.Read(
            "Date,Symbol,Current Price,Call Wall,Put Wall,Key Gamma Strike,Volatility Trigger,1 M IV,Gamma Notional\n"
                + "2026-11-26,SPX,6850,7000,6700,6800,6790,12.1,-300\n"
                + "2026-11-27,$SPX,6880,\"7,000\",6800,NA,6845.5,11.9,250\n\n"
                + "2026-11-27,NDX,25000,26000,24000,25000,24900,15,1\n"
        );
        Assert.That(reading.Bad.Named, Is.Empty);
        Assert.That(string.Join(" ", reading.Tables.Select(table => table.Symbol)), Is.EqualTo("SPX NDX"));
        Assert.That(
            reading.Tables[0].Prices,
            Is.EqualTo(new VendorPrice[] { new("Call Wall", 7000), new("Put Wall", 6800), new("Volatility Trigger", 6845.5) })
        );
    }

    [Test]
    public void Without_a_symbol_nothing_is_taken()
    {
        var reading = LevelCsv.Read("Call Wall,Put Wall\n7000,6800\n");
        Assert.That(reading.Tables, Is.Empty);
        Assert.That(reading.Bad.Named.Single(), Does.Contain("no column Symbol"));
    }

    [Test]
    public void A_bad_line_and_a_bad_value_are_named_with_their_place()
    {
        var reading = LevelCsv.Read("Symbol,Call Wall,Put Wall\nSPX,7000\nSPX,abc,6800\nSPY,-1,680\n");
        Assert.That(
            string.Join('\n', reading.Bad.Named),
            Is.EqualTo(
                "line 2: 'SPX,7000' has 2 fields, and there are 3 heads\n"
                    + "line 3: 'Call Wall' has 'abc', which is no price\n"
                    + "line 4: 'Call Wall' has '-1', which is no price"
            )
        );
        Assert.That(reading.Tables[0].Prices, Is.EqualTo(new[] { new VendorPrice("Put Wall", 6800) }));
    }
}
