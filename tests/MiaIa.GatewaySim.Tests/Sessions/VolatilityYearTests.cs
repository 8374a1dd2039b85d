using System.Globalization;
using MiaIa.GatewaySim.Setup;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Planning;
using MiaIa.Ibkr.Tests.Planning;
using MiaIa.V1;

namespace MiaIa.GatewaySim.Tests.Sessions;

/// <summary>Where VIX stands in its last year: Cboe's own history behind the simulated Gateway, on a clock ten times as fast as the wall.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VolatilityYearTests
{
    private const string History = "vix/VIX_History.csv";

    // 11:00 New York on a Friday.
    private static readonly DateTimeOffset Start = new(2023, 6, 9, 15, 0, 0, TimeSpan.Zero);

    private readonly ScaledClock _clock = new(Start, 10, TimeProvider.System);
    private readonly EngineSide _engine = new();

    [TestCase(13.5)]
    [TestCase(30.1)]
    public async Task It_is_told_beside_the_last_close_and_the_closes_of_a_year_and_reaches_no_core(double live)
    {
        var closes = Closes();
        await using var gateway = await StartAsync(live);
        var feed = Feed();
        await using var client = Client(gateway, feed);
        await UntilAsync(client, feed, () => feed.Volatility is [{ Days: > 0, Now: > 0 }, ..]);
        var vix = feed.Volatility[0];
        Assert.That((vix.Index, vix.Now, vix.LastCloseOn), Is.EqualTo(("VIX", live, "20230608")));
        Assert.That((vix.LastClose, vix.Days), Is.EqualTo((closes["20230608"], closes.Count)));
        // By the place in the sorted list, not by counting.
        var sorted = closes.Values.Order().ToList();
        Assert.That(
            vix.ShareBelow,
            Is.EqualTo((double)~sorted.BinarySearch(live - 1e-9) / sorted.Count).Within(0.5 / sorted.Count + 1e-12)
        );
        Assert.That(vix.ToString(), Does.Match(@"^VIX \d\d\.\d\d, last close 13\.65 on 20230608, above \d+ % of the last 25\d closes$"));
        Assert.That(_engine.Prints[Underlying.Vix], Is.EqualTo(live), "the engine hears of the live value alone");
    }

    [Test]
    public async Task A_history_that_is_refused_is_said_and_nothing_else_waits_for_it()
    {
        await using var gateway = await StartAsync(16);
        gateway.Inject("0s history-down");
        var feed = Feed();
        await using var client = Client(gateway, feed);
        await UntilAsync(client, feed, () => feed.Volatility.Count > 0 && feed.Volatility.All(index => index.Problem.Length > 0));
        Assert.That(
            feed.Volatility[0].ToString(),
            Does.StartWith("VIX 16.00, no history: bars of VIX was refused (162): Historical Market Data Service error")
        );
        Assert.That(_engine.Prints[Underlying.Vix], Is.EqualTo(16));
    }

    /// <summary>The closes of Cboe's file in the year before the day, the day itself left out: at most 252.</summary>
    private static Dictionary<string, double> Closes()
    {
        var days = File.ReadLines(SharedFiles.Path(History))
            .Skip(1)
            .Select(line => line.Split(','))
            .Select(fields =>
                (
                    Date: DateTime.ParseExact(fields[0], "MM/dd/yyyy", CultureInfo.InvariantCulture),
                    Close: double.Parse(fields[4], CultureInfo.InvariantCulture)
                )
            );
        return days.Where(day => day.Date >= Start.Date.AddYears(-1) && day.Date < Start.Date)
            .TakeLast(252)
            .ToDictionary(day => day.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture), day => day.Close);
    }

    private Task<SimulatedGateway> StartAsync(double live) =>
        SimulatedGateway.StartAsync(
            new SimulatedGatewayOptions
            {
                Time = _clock,
                MarketStart = Start,
                VixFile = SharedFiles.Path(History),
                VixLevel = live,
            }
        );

    private OptionFeed Feed() =>
        new(new FeedSettings { Source = OptionSource.Synthetic, SweepsOpenInterest = false }, _engine, _clock, Assert.Fail);

    private TwsClient Client(SimulatedGateway gateway, OptionFeed feed)
    {
        // What a loaded machine needs to answer must not end a session.
        var session = new TwsSettings
        {
            Port = gateway.Port,
            HeartbeatLimit = TimeSpan.FromSeconds(120),
            HelloLimit = TimeSpan.FromSeconds(120),
        };
        var client = new TwsClient(new ClientSettings { Session = session }, feed, _ => { }, _clock);
        client.Start();
        return client;
    }

    private static async Task UntilAsync(TwsClient client, OptionFeed feed, Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(Connected.Limit);
        while (!isSo())
        {
            Assert.That(limit.IsCancellationRequested, Is.False, $"{client.Status}; {string.Join("; ", feed.Volatility)}");
            client.WithRequests(feed.Step);
            await Task.Delay(5);
        }
    }
}
