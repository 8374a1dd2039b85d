using MiaIa.GatewaySim.Setup;
using MiaIa.Ibkr;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.GatewaySim.Tests.Sessions;

/// <summary>Our own client against the simulator.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OwnClientTests
{
    private readonly HandClock _clock = new();

    [Test]
    public async Task A_made_up_chain_says_so_in_the_account_name()
    {
        await using var client = await Connected.ToAsync(new SimulatedGatewayOptions { Time = _clock });
        Assert.That(client.All<Accounts>().Single().Names.Single(), Is.EqualTo("SYNTHETIC1"));
    }

    [Test]
    public async Task Contract_details_of_one_expiry_are_the_tables_own_strikes()
    {
        await using var client = await Connected.ToAsync(
            new SimulatedGatewayOptions { Time = _clock, ChainFile = SharedFiles.Path(SharedFiles.Chain2024) }
        );
        await client.AskAsync(
            new ContractDetailsRequest(
                1,
                new Contract
                {
                    Symbol = "SPX",
                    SecurityType = "OPT",
                    Exchange = "SMART",
                    LastTradeDate = "20240119",
                    TradingClass = "SPXW",
                }
            )
        );
        await client.FirstAsync<RequestEnd>(end => end.RequestId == 1);

        var found = client.All<ContractDetails>().ToArray();
        var expected = TableLines
            .Of(SharedFiles.Chain2024)
            .Where(line => line.CallSymbol.StartsWith("SPXW240119", StringComparison.Ordinal))
            .ToArray();
        Assert.That(
            found.Select(details => details.Contract.Strike).Distinct().Order(),
            Is.EqualTo(expected.Select(line => (decimal)line.Strike).Order())
        );
        Assert.That(found, Has.Length.EqualTo(2 * expected.Length));
        Assert.That(found.Select(details => details.Contract.LocalSymbol), Does.Contain("SPXW  240119C04700000"));
    }

    [Test]
    public async Task The_morning_class_trades_until_the_day_before_the_date_in_its_name()
    {
        await using var client = await Connected.ToAsync(
            new SimulatedGatewayOptions { Time = _clock, ChainFile = SharedFiles.Path(SharedFiles.Chain2024) }
        );
        await client.AskAsync(
            new ContractDetailsRequest(
                1,
                new Contract
                {
                    Symbol = "SPX",
                    SecurityType = "OPT",
                    Exchange = "SMART",
                    LastTradeDate = "20240118",
                    TradingClass = "SPX",
                    Strike = 4700,
                    Right = "P",
                }
            )
        );
        await client.FirstAsync<RequestEnd>(end => end.RequestId == 1);
        var details = client.All<ContractDetails>().Single();
        Assert.Multiple(() =>
        {
            Assert.That(details.Contract.LocalSymbol, Is.EqualTo("SPX   240119P04700000"));
            Assert.That(details.RealExpirationDate, Is.EqualTo("20240119"));
            Assert.That(details.UnderlyingConId, Is.EqualTo(416904));
        });
    }

    [Test]
    public async Task Open_interest_and_a_model_row_come_from_the_table()
    {
        await using var client = await Connected.ToAsync(
            new SimulatedGatewayOptions { Time = _clock, ChainFile = SharedFiles.Path(SharedFiles.Chain2024) }
        );
        await client.AskAsync(new LineRequest(7, Option("20240119", 4600, "P"), "100,101,106"));
        await client.FirstAsync<LineParameters>(parameters => parameters.RequestId == 7);
        _clock.Move(TimeSpan.FromSeconds(3));
        var model = await client.FirstAsync<OptionComputation>(row => row.Type == TickType.ModelOption);

        var line = TableLines.Of(SharedFiles.Chain2024).Single(line => line.PutSymbol == "SPXW240119P04600000");
        Assert.Multiple(() =>
        {
            Assert.That(client.All<TickSize>().First(tick => tick.Type == TickType.PutOpenInterest).Size, Is.EqualTo(line.PutOpenInterest));
            Assert.That(
                client.All<TickSize>().First(tick => tick.Type == TickType.CallOpenInterest).Size,
                Is.Zero,
                "the other side is a valid-looking 0"
            );
            Assert.That(model.ImpliedVolatility, Is.EqualTo(line.PutVolatility).Within(1e-9));
            Assert.That(model.UnderlyingPrice, Is.EqualTo(4697.24));
        });
    }

    [Test]
    public async Task Option_parameters_come_for_each_class_at_each_exchange()
    {
        await using var client = await Connected.ToAsync(new SimulatedGatewayOptions { Time = _clock });
        await client.AskAsync(new OptionParametersRequest(1, "SPX", "IND", 416904));
        await client.FirstAsync<RequestEnd>(end => end.RequestId == 1);
        Assert.That(
            client.All<OptionParameters>().Select(row => (row.Exchange, row.TradingClass)),
            Is.EquivalentTo(new[] { ("SMART", "SPX"), ("CBOE", "SPX"), ("SMART", "SPXW"), ("CBOE", "SPXW") })
        );
    }

    [Test]
    public async Task The_101st_line_gets_error_101_and_the_others_live_on()
    {
        await using var client = await Connected.ToAsync(
            new SimulatedGatewayOptions { Time = _clock, MessagesPerSecond = 1000 },
            settings => settings with { Lines = 1000 }
        );
        for (var i = 1; i <= 101; i++)
            await client.AskAsync(new LineRequest(i, Connected.Vix));
        var refused = await client.FirstAsync<Notice>(notice => notice.Code == 101);
        Assert.Multiple(() =>
        {
            Assert.That(refused.RequestId, Is.EqualTo(101));
            Assert.That(client.Gateway.Statistics.LinesMax, Is.EqualTo(100));
            Assert.That(client.Gateway.Statistics.ErrorsOf(101), Is.EqualTo(1));
        });
    }

    internal static Contract Option(string expiry, decimal strike, string right, string tradingClass = "SPXW") =>
        new()
        {
            Symbol = "SPX",
            SecurityType = "OPT",
            Exchange = "SMART",
            LastTradeDate = expiry,
            Strike = strike,
            Right = right,
            Multiplier = "100",
            TradingClass = tradingClass,
        };
}
