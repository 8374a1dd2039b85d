using MiaIa.GatewaySim.Markets;
using MiaIa.GatewaySim.Setup;

namespace MiaIa.GatewaySim.Tests.Markets;

/// <summary>Prices, quotes and Greeks belong to one another.</summary>
public sealed class MarketTests
{
    private static readonly SimulatedGatewayOptions Options = new() { Time = new HandClock(), SpotPoints = 5_800 };

    /// <summary>The risk-neutral expectation itself, by Simpson's rule over the normal density.</summary>
    private static double Integral(double spot, double carry, double strike, double volatility, double years, bool isCall)
    {
        const int Steps = 40_000;
        const double From = -9,
            To = 9,
            Width = (To - From) / Steps;
        var forward = spot * Math.Exp(carry * years);
        var sum = 0.0;
        for (var i = 0; i <= Steps; i++)
        {
            var z = From + (i * Width);
            var end = forward * Math.Exp((volatility * Math.Sqrt(years) * z) - (0.5 * volatility * volatility * years));
            var payoff = Math.Max(0, isCall ? end - strike : strike - end);
            sum +=
                payoff
                * Math.Exp(-0.5 * z * z)
                / Math.Sqrt(2 * Math.PI)
                * (
                    i is 0 or Steps ? 1
                    : i % 2 == 1 ? 4
                    : 2
                );
        }
        return Math.Exp(-0.04 * years) * sum * Width / 3;
    }

    [TestCase(5_800, 0.027, 5_900, 0.14, 0.08, true)]
    [TestCase(5_800, 0.027, 5_500, 0.21, 0.08, false)]
    [TestCase(5_800, -0.01, 5_805, 0.30, 0.0005, true)]
    [TestCase(480, 0.03, 300, 0.45, 2.5, false)]
    public void A_price_is_the_expected_payoff(double spot, double carry, double strike, double volatility, double years, bool isCall)
    {
        var price = BlackScholes.Value(spot, carry, strike, volatility, years, isCall).Price;
        Assert.That(price, Is.EqualTo(Integral(spot, carry, strike, volatility, years, isCall)).Within(2e-4));
    }

    [TestCase(5_900, true)]
    [TestCase(5_500, false)]
    [TestCase(6_500, false)]
    public void Greeks_are_the_slopes_of_the_price(double strike, bool isCall)
    {
        const double Spot = 5_800,
            Carry = 0.027,
            Volatility = 0.16,
            Years = 0.1;
        var value = BlackScholes.Value(Spot, Carry, strike, Volatility, Years, isCall);
        Assert.Multiple(() =>
        {
            Assert.That(value.Delta, Is.EqualTo((Price(Spot + 0.5) - Price(Spot - 0.5)) / 1).Within(1e-6));
            Assert.That(value.Gamma, Is.EqualTo((Price(Spot + 1) - (2 * Price(Spot)) + Price(Spot - 1)) / 1).Within(1e-7));
            Assert.That(value.Vega, Is.EqualTo((Price(Spot, 1e-4) - Price(Spot, -1e-4)) / 2e-4 / 100).Within(1e-5));
            Assert.That(value.Theta, Is.EqualTo((Price(Spot, 0, -1e-6) - Price(Spot, 0, 1e-6)) / 2e-6 / 365).Within(1e-4));
        });

        double Price(double spot, double volatility = 0, double years = 0) =>
            BlackScholes.Value(spot, Carry, strike, Volatility + volatility, Years + years, isCall).Price;
    }

    [Test]
    public void An_implied_volatility_gives_its_price_back()
    {
        var known = BlackScholes.Value(5_800, 0.027, 5_950, 0.137, 0.05, true);
        var implied = BlackScholes.Implied(known.Price, 5_800, 0.027, 5_950, 0.05, true);
        Assert.That(implied!.Value.Volatility, Is.EqualTo(0.137).Within(1e-9));
        Assert.That(BlackScholes.Implied(0, 5_800, 0.027, 5_950, 0.05, true), Is.Null);
    }

    [Test]
    public void Call_less_put_is_the_discounted_forward_less_strike_in_every_quote()
    {
        var market = new SimulatedMarket(MarketSetup.From(Options));
        var now = market.At(TimeSpan.Zero);
        foreach (var call in market.Book.OptionsOn("SPX").Where(item => item.Option!.IsCall && Math.Abs(item.Option.Strike - 5_800) < 300))
        {
            var put = market
                .Book.OptionsOn("SPX")
                .First(item =>
                    item.Option!.Expiry == call.Option!.Expiry && item.Option.Strike == call.Option.Strike && !item.Option.IsCall
                );
            var (c, p) = (market.QuoteOf(call, now), market.QuoteOf(put, now));
            if (c.Bid is null || p.Bid is null)
                continue;
            var years = (call.Option!.Expiry.SettlesAt - now.Time) / 1e9 / 86_400 / 365;
            var parity = Math.Exp(-0.04 * years) * ((5_800 * Math.Exp(0.027 * years)) - call.Option.Strike);
            var middle = (0.5 * (c.Bid.Value + c.Ask!.Value)) - (0.5 * (p.Bid.Value + p.Ask!.Value));
            Assert.That(middle, Is.EqualTo(parity).Within(0.201), call.Name);
        }
    }

    [Test]
    public void Quotes_lie_around_the_price_on_the_exchanges_steps()
    {
        var market = new SimulatedMarket(MarketSetup.From(Options));
        var now = market.At(TimeSpan.Zero);
        foreach (var item in market.Book.OptionsOn("SPX").Take(4_000))
        {
            var (quote, value) = (market.QuoteOf(item, now), market.ValueOf(item, now)!.Value);
            Assert.That(quote.Ask!.Value, Is.GreaterThanOrEqualTo(value.Price), item.Name);
            if (quote.Bid is { } bid)
                Assert.That(bid, Is.LessThanOrEqualTo(value.Price).And.LessThan(quote.Ask.Value), item.Name);
            Assert.That(Math.Abs(Math.IEEERemainder(quote.Ask.Value, 0.05)), Is.LessThan(1e-9), item.Name);
        }
    }

    [Test]
    public void The_script_moves_the_spot_in_a_straight_line_and_everything_follows()
    {
        var market = new SimulatedMarket(MarketSetup.From(Options));
        market.Track.MoveTo(5_858, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));
        var (start, half, end) = (market.At(TimeSpan.Zero), market.At(TimeSpan.FromSeconds(20)), market.At(TimeSpan.FromSeconds(60)));
        Assert.Multiple(() =>
        {
            Assert.That(new[] { start.Spot, half.Spot, end.Spot }, Is.EqualTo(new[] { 5_800.0, 5_829, 5_858 }).Within(0.011));
            Assert.That(market.LevelOf("ES", end) - end.Spot, Is.EqualTo(12).Within(0.126));
            Assert.That(market.LevelOf("VIX", end), Is.LessThan(market.LevelOf("VIX", start)));
            Assert.That(market.LevelOf("QQQ", end) / market.LevelOf("QQQ", start), Is.EqualTo(1.01).Within(1e-4));
        });
    }

    [Test]
    public void A_recorded_session_moves_the_spot_below_ES_by_the_basis()
    {
        var scid = SharedFiles.Path("es-2023-12-25/ESH24_FUT_CME.scid");
        var setup = MarketSetup.From(Options with { ScidFile = scid, SpotPoints = null, BasisPoints = 50 });
        var market = new SimulatedMarket(setup);
        var tape = SessionTape.Read(scid);
        Assert.Multiple(() =>
        {
            Assert.That(DateTime.UnixEpoch.AddTicks(setup.Start.Value / 100).Date, Is.EqualTo(new DateTime(2023, 12, 25)));
            Assert.That(market.At(TimeSpan.Zero).Spot, Is.EqualTo(tape.FirstPrice - 50));
            Assert.That(market.At(TimeSpan.FromMinutes(30)).Spot, Is.EqualTo(tape.PriceAt(TimeSpan.FromMinutes(30)) - 50));
            Assert.That(market.At(TimeSpan.FromHours(3)).Spot, Is.EqualTo(4_810.25 - 50).Within(0.5), "the session's last price stays");
        });
    }

    [Test]
    public void A_table_of_another_week_is_moved_by_whole_weeks()
    {
        var start = new DateTimeOffset(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
        var chain = MarketSetup.From(Options with { ChainFile = SharedFiles.Path(SharedFiles.Chain2024), MarketStart = start }).Spx;
        var own = MarketSetup.From(Options with { ChainFile = SharedFiles.Path(SharedFiles.Chain2024) }).Spx;
        Assert.Multiple(() =>
        {
            Assert.That(
                chain.Options.Select(option => option.Expiry.Date.DayOfWeek),
                Is.EqualTo(own.Options.Select(option => option.Expiry.Date.DayOfWeek))
            );
            Assert.That(chain.Options[0].Expiry.Date, Is.EqualTo(new NodaTime.LocalDate(2026, 11, 23)));
            Assert.That(
                own.Options[0].Expiry.Date,
                Is.EqualTo(new NodaTime.LocalDate(2024, 1, 8)),
                "what settled by the table's moment is not listed"
            );
        });
    }
}
