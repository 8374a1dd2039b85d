using MiaIa.GatewaySim;
using MiaIa.GatewaySim.Setup;

namespace Interop.Ibkr;

/// <summary>
/// @stoqey/ib, which nobody here wrote, against the simulated Gateway: it has to read everything that the simulator says. It offers versions
/// up to 193 and reads minTick and the like by its own habits; where it does not look, this test does not either.
/// </summary>
[TestFixture(176)]
[TestFixture(200)]
public sealed class StoqeyTests(int serverVersion)
{
    private const int StoqeyVersionMax = 193;
    private static readonly object Spx = new
    {
        symbol = "SPX",
        secType = "IND",
        exchange = "CBOE",
        currency = "USD",
    };
    private SimulatedGateway _gateway = null!;
    private StoqeyClient _client = null!;

    [OneTimeSetUp]
    public async Task Connect()
    {
        _gateway = await SimulatedGateway.StartAsync(
            new SimulatedGatewayOptions
            {
                ServerVersion = serverVersion,
                SpotPoints = 5_800,
                MarketStart = new DateTimeOffset(2026, 11, 25, 15, 0, 0, TimeSpan.Zero),
            }
        );
        _client = await StoqeyClient.StartAsync(_gateway.Port, 7);
        await _client.FirstAsync("nextValidId");
    }

    [OneTimeTearDown]
    public async Task Disconnect()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
    }

    [Test]
    public async Task Negotiates_the_version_and_learns_account_and_farms()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_client.Events.First(e => e.Name == "server").Number(0), Is.EqualTo(Math.Min(serverVersion, StoqeyVersionMax)));
            Assert.That(_client.Events.First(e => e.Name == "managedAccounts").Text(0), Is.EqualTo("SYNTHETIC1"));
        });
        await _client.FirstAsync("info", e => e.Number(1) == 2158);
    }

    [Test]
    public async Task Reads_the_contract_details_of_the_index()
    {
        await _client.CallAsync("reqContractDetails", 101, Spx);
        await _client.FirstAsync("contractDetailsEnd", e => e.Number(0) == 101);
        var details = _client.Events.Single(e => e.Name == "contractDetails" && e.Number(0) == 101).Values[1];
        Assert.Multiple(() =>
        {
            Assert.That(details.GetProperty("contract").GetProperty("conId").GetInt32(), Is.EqualTo(416904));
            Assert.That(details.GetProperty("longName").GetString(), Is.EqualTo("S&P 500 Stock Index"));
            Assert.That(details.GetProperty("timeZoneId").GetString(), Is.EqualTo("US/Central"));
            Assert.That(details.GetProperty("minTick").GetDouble(), Is.EqualTo(0.01));
        });
    }

    [Test]
    public async Task Reads_the_contract_details_of_an_expiry()
    {
        await _client.CallAsync("reqContractDetails", 102, Option("20261127"));
        await _client.FirstAsync("contractDetailsEnd", e => e.Number(0) == 102);
        var found = _client.Events.Where(e => e.Name == "contractDetails" && e.Number(0) == 102).Select(e => e.Values[1]).ToArray();
        var one = found
            .Single(d => d.GetProperty("contract").GetProperty("localSymbol").GetString() == "SPXW  261127C05800000")
            .GetProperty("contract");
        Assert.Multiple(() =>
        {
            Assert.That(found, Has.Length.GreaterThan(100));
            Assert.That(one.GetProperty("strike").GetDouble(), Is.EqualTo(5_800));
            Assert.That(one.GetProperty("right").GetString(), Is.EqualTo("C"));
            Assert.That(one.GetProperty("lastTradeDateOrContractMonth").GetString(), Is.EqualTo("20261127"));
            Assert.That(one.GetProperty("tradingClass").GetString(), Is.EqualTo("SPXW"));
            Assert.That(one.GetProperty("multiplier").GetInt32(), Is.EqualTo(100));
        });
    }

    [Test]
    public async Task Reads_the_option_parameters()
    {
        await _client.CallAsync("reqSecDefOptParams", 103, "SPX", "", "IND", 416904);
        await _client.FirstAsync("securityDefinitionOptionParameterEnd", e => e.Number(0) == 103);
        var rows = _client.Events.Where(e => e.Name == "securityDefinitionOptionParameter" && e.Number(0) == 103).ToArray();
        Assert.That(
            rows.Select(row => (row.Text(1), row.Text(3))),
            Is.EquivalentTo([("SMART", "SPX"), ("CBOE", "SPX"), ("SMART", "SPXW"), ("CBOE", "SPXW")])
        );
        Assert.That(
            rows.Single(row => row.Text(1) == "SMART" && row.Text(3) == "SPXW").Values[5].EnumerateArray().Select(e => e.GetString()),
            Does.Contain("20261127")
        );
    }

    [Test]
    public async Task Reads_ticks_open_interest_and_Greeks_of_an_option()
    {
        await _client.CallAsync("reqMktData", 104, Option("20261218", 5_700, "P"), "100,101,106", false, false);
        var model = await _client.FirstAsync("tickOptionComputation", e => e.Number(0) == 104 && e.Number(1) == 13);
        await _client.FirstAsync("tickSize", e => e.Number(0) == 104 && e.Number(1) == 28 && e.Number(2) > 0);
        await _client.FirstAsync("tickPrice", e => e.Number(0) == 104 && e.Number(1) == 1 && e.Number(2) > 0);
        await _client.FirstAsync("tickPrice", e => e.Number(0) == 104 && e.Number(1) == 2 && e.Number(2) > 0);
        await _client.CallAsync("cancelMktData", 104);
        Assert.Multiple(() =>
        {
            Assert.That(model.Number(3), Is.InRange(0.05, 0.6), "implied volatility");
            Assert.That(model.Number(4), Is.InRange(-0.6, -0.1), "delta");
            Assert.That(model.Number(7), Is.InRange(1e-4, 1e-2), "gamma");
            Assert.That(model.Number(10), Is.EqualTo(5_800), "underlying");
        });
    }

    [Test]
    public async Task Reads_the_index_the_time_and_history()
    {
        await _client.CallAsync("reqMktData", 105, Spx, "", false, false);
        await _client.FirstAsync("tickPrice", e => e.Number(0) == 105 && e.Number(1) == 4 && e.Number(2) == 5_800);
        await _client.CallAsync("cancelMktData", 105);
        await _client.CallAsync("reqCurrentTime");
        var time = await _client.FirstAsync("currentTime");
        Assert.That(time.Number(0), Is.InRange(1_795_618_800, 1_795_618_800 + 600));
        await _client.CallAsync(
            "reqHistoricalData",
            106,
            new
            {
                symbol = "VIX",
                secType = "IND",
                exchange = "CBOE",
                currency = "USD",
            },
            "",
            "1 M",
            "1 day",
            "TRADES",
            1,
            1,
            false
        );
        var bar = await _client.FirstAsync("historicalData", e => e.Number(0) == 106);
        Assert.That(bar.Number(5), Is.InRange(5, 100), "close");
    }

    [Test]
    public async Task Reads_the_errors()
    {
        await _client.CallAsync("reqContractDetails", 107, Option("19990101"));
        var nothing = await _client.FirstAsync("error", e => e.Number(2) == 107);
        Assert.That(nothing.Number(1), Is.EqualTo(200));
        await _client.CallAsync("reqMktData", 108, Option("20261218", 5_700, "P"), "101", true, false);
        var refused = await _client.FirstAsync("error", e => e.Number(2) == 108);
        Assert.That(refused.Number(1), Is.EqualTo(321));
    }

    [Test]
    public async Task Meets_the_line_limit_as_error_101()
    {
        // More than the one too many: what a busy machine bunches together is refused by its pace, and takes no line.
        const int Asked = 130;
        for (var i = 0; i < Asked; i++)
            await _client.CallAsync("reqMktData", 200 + i, Spx, "", false, false);
        var refused = await _client.FirstAsync("error", e => e.Number(1) == 101);
        Assert.That(refused.Number(2), Is.InRange(200, 200 + Asked - 1));
        for (var i = 0; i < Asked; i++)
            await _client.CallAsync("cancelMktData", 200 + i);
        Assert.That(_gateway.Statistics.LinesMax, Is.EqualTo(100));
        Assert.That(_gateway.Statistics.MessagesMalformed, Is.Zero);
    }

    private static object Option(string expiry, double strike = 0, string right = "") =>
        new
        {
            symbol = "SPX",
            secType = "OPT",
            lastTradeDateOrContractMonth = expiry,
            strike,
            right,
            exchange = "SMART",
            currency = "USD",
            tradingClass = "SPXW",
            multiplier = 100,
        };
}
