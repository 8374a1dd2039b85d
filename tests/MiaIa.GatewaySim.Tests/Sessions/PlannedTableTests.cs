using MiaIa.CboeFiles;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Planning;
using MiaIa.Ibkr.Tests.Planning;

namespace MiaIa.GatewaySim.Tests.Sessions;

/// <summary>
/// The planner over real sockets, against the simulated Gateway serving a whole recorded table: what the engine then knows against the fit of the
/// table itself. The clock runs ten times as fast as the wall.
/// </summary>
public sealed class PlannedTableTests
{
    private const int Factor = 10;

    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full))]
    public async Task Levels_through_the_sockets_are_those_of_the_table(string start)
    {
        var table = RealTables.Read(start);
        var clock = new ScaledClock(DateTimeOffset.UnixEpoch.AddTicks(table.AsOf.Value / 100), Factor, TimeProvider.System);
        await using var gateway = await SimulatedGateway.StartAsync(new SimulatedGatewayOptions { Time = clock, ChainFile = RealTables.Find(start) });
        var engine = new EngineSide();
        var feed = new OptionFeed(new FeedSettings { Source = V1.OptionSource.Replay, HasBackup = false, SweepsOpenInterest = false }, engine, clock, Assert.Fail);
        var settings = new ClientSettings
        {
            // What a loaded machine needs to answer must not end a session or replace a line.
            Session = new TwsSettings { Port = gateway.Port, HeartbeatLimit = TimeSpan.FromSeconds(120), HelloLimit = TimeSpan.FromSeconds(120) },
            SilentAfter = TimeSpan.FromSeconds(100),
            RequestLimit = TimeSpan.FromSeconds(600),
        };
        await using var client = new TwsClient(settings, feed, _ => { }, clock);
        client.Start();
        var given = OpenInterestOffer.Waits;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        for (var settled = 0; settled < 150; settled += Volatilities(engine) >= 57 ? 1 : 0)
        {
            client.WithDesk(desk =>
            {
                feed.Step(desk);
                if (given == OpenInterestOffer.Waits) given = feed.TakeOpenInterest(Lots(table.Chain), table.AsOf);
            });
            Assert.That(limit.IsCancellationRequested, Is.False, $"{client.Status}, {Volatilities(engine)} volatilities, {feed.Report}");
            await Task.Delay(TimeSpan.FromMilliseconds(500), clock, CancellationToken.None);
        }

        var now = UnixNanos.Trusted((clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100);
        client.WithDesk(_ => Compare(start, engine, table, now, gateway.Spot));
        Assert.That(given, Is.EqualTo(OpenInterestOffer.Taken));
        Assert.That(gateway.Statistics.LinesMax, Is.LessThanOrEqualTo(100));
        Assert.That(gateway.Statistics.ErrorsOf(100) + gateway.Statistics.ErrorsOf(101), Is.Zero);
    }

    // One table: it takes more than a minute. WholeChainTests hold all four to the same limit in virtual time, without sockets.
    [TestCase("SPX_2023-06-09")]
    public async Task The_whole_open_interest_comes_through_the_sockets_in_half_an_hour(string start)
    {
        var table = RealTables.Read(start);
        var begin = DateTimeOffset.UnixEpoch.AddTicks(table.AsOf.Value / 100) - TimeSpan.FromMinutes(40);
        var clock = new ScaledClock(begin, 2 * Factor, TimeProvider.System);
        await using var gateway = await SimulatedGateway.StartAsync(new SimulatedGatewayOptions { Time = clock, ChainFile = RealTables.Find(start), MarketStart = begin });
        var engine = new EngineSide();
        var feed = new OptionFeed(new FeedSettings { Source = V1.OptionSource.Replay, HasBackup = false }, engine, clock, Assert.Fail);
        var settings = new ClientSettings
        {
            Session = new TwsSettings { Port = gateway.Port, HeartbeatLimit = TimeSpan.FromSeconds(240), HelloLimit = TimeSpan.FromSeconds(240) },
            SilentAfter = TimeSpan.FromSeconds(200),
            RequestLimit = TimeSpan.FromSeconds(600),
        };
        await using var client = new TwsClient(settings, feed, _ => { }, clock);
        client.Start();
        var missing = int.MaxValue;
        while (missing > 0 && clock.GetUtcNow() - begin < TimeSpan.FromMinutes(45))
        {
            for (var i = 0; i < 200; i++)
            {
                client.WithDesk(feed.Step);
                await Task.Delay(TimeSpan.FromMilliseconds(100), clock, CancellationToken.None);
            }
            client.WithDesk(_ => missing = Missing(engine, table));
        }
        var minutes = (clock.GetUtcNow() - begin).TotalMinutes;
        TestContext.Out.WriteLine($"{start}: {minutes:F1} min, {missing} missing; {gateway.Statistics}");
        Assert.That(missing, Is.Zero);
        Assert.That(minutes, Is.LessThanOrEqualTo(30));
        Assert.That(gateway.Statistics.ErrorsOf(100) + gateway.Statistics.ErrorsOf(101), Is.Zero);
        Assert.That(gateway.Statistics.LinesMax, Is.LessThanOrEqualTo(100));
    }

    /// <summary>Contracts with open interest whose own has not reached the engine.</summary>
    private static int Missing(EngineSide engine, CboeTable table)
    {
        if (engine.Chain is not { } chain) return int.MaxValue;
        var missing = 0;
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
        {
            var expiry = chain.Expiries[chain.ExpiryOfRow[contract / 2]];
            var row = table.Chain.FindRow(expiry.Root, expiry.Date, chain.Strikes[contract / 2]);
            var lots = row < 0 ? 0 : table.Chain.OpenInterestLots[(2 * row) + (contract % 2)];
            if (lots > 0 && chain.OpenInterestLots[contract] != lots) missing++;
        }
        return missing;
    }

    private static int Volatilities(EngineSide engine) => engine.Chain?.ImpliedVolatilities.ToArray().Count(volatility => volatility > 0) ?? 0;

    private static void Compare(string start, EngineSide engine, CboeTable table, UnixNanos now, double spot)
    {
        var seen = new OptionAnalytics(engine.Chain!);
        seen.Refit(now, spot);
        var whole = new OptionAnalytics(table.Chain, new OptionAnalyticsOptions { VolatilityFreshNanos = 86_400 * UnixNanos.PerSecond });
        whole.Refit(now, spot);
        var (few, all) = (seen.AllExpiries, whole.AllExpiries);
        var callWall = At(few.CallWall.Strike, all.NetByStrike, table.Chain) / all.CallWall.Exposure;
        var putWall = At(few.PutWall.Strike, all.NetByStrike, table.Chain) / all.PutWall.Exposure;
        var absolute = At(few.AbsoluteGamma.Strike, all.GrossByStrike, table.Chain) / all.AbsoluteGamma.Exposure;
        var zeroOff = few.ZeroGamma.Nearest - all.ZeroGamma.Nearest;
        var regimeOff = (few.Net / few.Gross) - (all.Net / all.Gross);
        TestContext.Out.WriteLine(
            $"{start}: coverage {seen.Fit.Coverage:F3}, call wall {callWall:F3}, put wall {putWall:F3}, absolute {absolute:F3}, zero gamma {zeroOff:+0.0;-0.0} points, net/gross {regimeOff:+0.0000;-0.0000}");
        Assert.Multiple(() =>
        {
            Assert.That(callWall, Is.GreaterThanOrEqualTo(0.97));
            Assert.That(putWall, Is.GreaterThanOrEqualTo(0.97));
            Assert.That(absolute, Is.GreaterThanOrEqualTo(0.97));
            Assert.That(zeroOff, Is.InRange(-8, 8));
            Assert.That(regimeOff, Is.InRange(-0.02, 0.02));
            Assert.That(seen.Fit.Coverage, Is.GreaterThan(0.9));
        });
    }

    private static double At(double strike, ReadOnlySpan<double> byRung, OptionChain chain)
    {
        var rung = chain.Ladder.BinarySearch(strike);
        return rung < 0 ? 0 : byRung[rung];
    }

    private static IEnumerable<StoredLots> Lots(OptionChain chain)
    {
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
        {
            var expiry = chain.Expiries[chain.ExpiryOfRow[contract / 2]];
            yield return new StoredLots(expiry.Root, expiry.Date, chain.Strikes[contract / 2], (OptionRight)(contract % 2), chain.OpenInterestLots[contract]);
        }
    }
}
