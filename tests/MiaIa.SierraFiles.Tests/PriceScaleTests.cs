namespace MiaIa.SierraFiles.Tests;

public sealed class PriceScaleTests
{
    private static readonly InstrumentPrices Es = InstrumentPrices.OfSymbol("ESH24_FUT_CME")!;

    [TestCase("ESH24_FUT_CME", "ES")]
    [TestCase("ESU23-CME", "ES")]
    [TestCase("SYNTHETIC-ESZ26_FUT_CME", "ES")]
    [TestCase("MESH24_FUT_CME", "MES")]
    [TestCase("NQZ5", "NQ")]
    [TestCase("mnqh24.scid", "MNQ")]
    [TestCase("ES", "ES")]
    [TestCase("CLF24_FUT_CME", null)]
    [TestCase("", null)]
    [TestCase("24", null)]
    public void The_instrument_is_the_root_of_the_symbol(string symbol, string? instrument) =>
        Assert.That(InstrumentPrices.OfSymbol(symbol)?.Instrument, Is.EqualTo(instrument));

    [Test]
    public void Hundredths_are_found_by_the_first_price()
    {
        Assert.That(PriceScale.For("f", 4810f, Es).Multiplier, Is.EqualTo(1.0));
        var hundredths = PriceScale.For("f", 481_025f, Es);
        Assert.That(hundredths.Multiplier, Is.EqualTo(0.01));
        Assert.That(hundredths.TryTicks(481_025f, out var ticks), Is.True);
        Assert.That(ticks, Is.EqualTo(19_241));
    }

    [TestCase(48.1f, null, "f: its prices are about 48.1; with ×1 and ×0.01 it is no price of ES, which lies within 500 to 25000 points")]
    [TestCase(4810f, 0.01, "f: its prices are about 4810; with ×0.01 it is no price of ES, which lies within 500 to 25000 points")]
    [TestCase(
        float.NaN,
        null,
        "f: its prices are about NaN; with ×1 and ×0.01 it is no price of ES, which lies within 500 to 25000 points"
    )]
    public void An_implausible_first_price_is_named_with_the_range(float price, double? multiplier, string message) =>
        Assert.That(() => PriceScale.For("f", price, Es, multiplier), Throws.TypeOf<SierraFileException>().With.Message.EqualTo(message));

    [TestCase(4810.25f, true)]
    [TestCase(4810.10f, false)]
    [TestCase(0f, false)]
    [TestCase(-4810.25f, false)]
    [TestCase(float.NaN, false)]
    [TestCase(float.PositiveInfinity, false)]
    [TestCase(1e12f, false)]
    [TestCase(0.25f, true)]
    public void A_price_becomes_ticks_only_when_it_is_one(float price, bool good) =>
        Assert.That(PriceScale.For("f", 4810f, Es).TryTicks(price, out _), Is.EqualTo(good));
}
