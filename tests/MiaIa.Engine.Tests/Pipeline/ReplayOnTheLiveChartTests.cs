using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>The trader replays yesterday on the chart of the live market, and ends the replay.</summary>
public sealed class ReplayOnTheLiveChartTests
{
    private const long Open = RandomTape.RegularOpenMillis * UnixNanos.PerMilli;
    private const long Day = 24 * 60 * UnixNanos.PerMinute;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Fault_63_It_leaves_no_trace_in_the_market_once_history_has_come(int seed)
    {
        var live = WavyTape.Of(seed, Open, 120_000);
        var (lived, shown) = (new PaperChart(), new PaperChart());
        lived.Play(live);

        shown.Play(live[..60_000]);
        shown.Show(isReplay: true);
        shown.Play(WavyTape.Of(seed + 10, Open - Day, 20_000));
        Assert.That(shown.Core.Session.Date, Is.EqualTo(lived.Core.Session.Date.AddDays(-1)), "it is in the market of yesterday");
        Assert.That(shown.Core.State.Coverage, Is.Positive, "and warm there");
        shown.Show(isReplay: false);
        shown.PlayHistory(live[..90_000]);
        shown.Play(live[90_000..]);

        Assert.That(Market(shown.Core), Is.EqualTo(Market(lived.Core)));
        Assert.That(shown.Core.DecisionHash, Is.Not.EqualTo(lived.Core.DecisionHash), "signals of the replay are in it");
        Assert.That(shown.Core.Counters.Trades, Is.GreaterThan(lived.Core.Counters.Trades), "all that was taken is counted");
    }

    [Test]
    public void Fault_63_A_position_on_paper_waits_for_its_end_and_ends_by_what_the_market_did_meanwhile()
    {
        var live = WavyTape.Of(1, Open, 120_000);
        var (lived, shown) = (new PaperChart(), new PaperChart());
        var opened = lived.PlayUntil(live, chart => chart.Core.Trading.Orders.OwnPosition != 0);
        lived.Play(live[opened..]);
        shown.Play(live[..opened]);
        var (lots, trips) = (shown.Core.Trading.Orders.OwnPosition, shown.Trips.Count);
        Assert.That(lots, Is.Not.Zero);

        shown.Show(isReplay: true);
        shown.Play(WavyTape.Of(9, Open - Day, 90_000, price: 16_000));
        Assert.That(shown.Refusals, Has.Count.GreaterThan(3).And.All.Contains("HALTED"), "signals of the replay are not traded");
        Assert.That((shown.Core.Trading.Orders.OwnPosition, shown.Trips.Count), Is.EqualTo((lots, trips)), "1,600 ticks away");
        Assert.That(shown.Core.Trading.Account.OpenCents, Is.EqualTo(shown.OpenCentsBefore));
        Assert.That((shown.Core.Trading.Ghosts.Open, shown.Core.Trading.Ghosts.Lost), Is.EqualTo(shown.GhostsBefore));

        shown.Show(isReplay: false);
        shown.PlayHistory(live);
        Assert.That(shown.Trips[trips], Is.EqualTo(lived.Trips[trips]));
        Assert.That(shown.Core.Trading.Orders.OwnPosition, Is.Zero);
        shown.Play(WavyTape.Of(4, live[^1].Nanos, 60_000, live[^1].Price));
        Assert.That(shown.Refusals, Has.Some.Empty, "and the live market is traded on");
        Assert.That(shown.Born, Has.Count.EqualTo(shown.Core.Counters.SignalsBorn).And.Unique);
    }

    [Test]
    public void Fault_63_What_was_opened_on_paper_in_a_replay_ends_with_it()
    {
        var shown = new PaperChart(isReplay: true);
        shown.PlayUntil(WavyTape.Of(1, Open - Day, 120_000), chart => chart.Core.Trading.Orders.OwnPosition != 0);
        shown.Show(isReplay: false);
        Assert.That(shown.Flattens.Single(), Is.EqualTo("replay_ended"));
        var trips = shown.Trips.Count;
        shown.PlayHistory(WavyTape.Of(2, Open, 10_000, price: 20_000));
        Assert.That((shown.Core.Trading.Orders.OwnPosition, shown.Trips.Count), Is.EqualTo((0, trips)));
        Assert.That(shown.Trips[^1].Lots, Is.Positive, "it was a trade, at the replay's own price");
    }

    [Test]
    public void Fault_63_The_close_comes_by_the_live_day_while_the_chart_replays_a_morning()
    {
        // Flat is due at 15:59 New York, six and a half hours after the open less a minute.
        var live = WavyTape.Of(1, Open + (310 * UnixNanos.PerMinute), 200_000);
        var shown = new PaperChart(live[0].Nanos);
        shown.PlayUntil(live, chart => chart.Now >= Open + (380 * UnixNanos.PerMinute) && chart.Core.Trading.Orders.OwnPosition != 0);
        Assert.That(shown.Core.Trading.Orders.OwnPosition, Is.Not.Zero);
        shown.Show(isReplay: true);
        shown.Play(WavyTape.Of(3, Open - Day, 1_000));
        Assert.That(shown.Flattens, Is.Empty, "the close is minutes away");
        shown.Silent(minutes: 10);
        Assert.That(shown.Flattens.Single(), Is.EqualTo("flat_by_close"));
    }

    [Test]
    public void Exits_pass_while_the_chart_replays()
    {
        var shown = new PaperChart();
        shown.PlayUntil(WavyTape.Of(1, Open, 120_000), chart => chart.Core.Trading.Orders.OwnPosition != 0);
        shown.Show(isReplay: true);
        shown.Play(WavyTape.Of(9, Open - Day, 1_000));
        shown.Flatten("the trader wants out");
        Assert.That(shown.Flattens.Single(), Is.EqualTo("the trader wants out"));
        Assert.That(shown.Core.Trading.State, Is.Not.EqualTo(Engine.Accounts.TradingState.Active));
    }

    [Test]
    public void A_signal_that_is_alive_ends_by_the_market_that_bore_it()
    {
        var chart = new PaperChart();
        chart.PlayUntil(WavyTape.Of(1, Open, 120_000), shown => shown.Core.TryGetAlive(out _));
        Assert.That(chart.Core.Anew, Throws.InvalidOperationException.With.Message.Contains("is alive"));
        chart.Core.Process(MarketEvent.Halt(UnixNanos.Trusted(chart.Now)));
        chart.Core.Process(MarketEvent.StudyDetached(UnixNanos.Trusted(chart.Now)));
        var anew = chart.Core.Anew();
        Assert.That((anew.IsHalted, anew.BookLastKnownAt), Is.EqualTo((true, chart.Core.BookLastKnownAt)));
        Assert.That(anew.Counters.MinuteBars, Is.Zero);
        Assert.That((anew.Counters.Events, anew.DecisionHash), Is.EqualTo((chart.Core.Counters.Events, chart.Core.DecisionHash)));
        Assert.That((anew.LastPrice.Value, anew.IsCatchingUp), Is.EqualTo((0, true)));
    }

    // All that is made of trades; the book of before the end of history is never told again.
    private static string[] Market(EngineCore core)
    {
        var market = new List<string> { $"{core.LastPrice} {core.Now} {core.Counters.MinuteBars} {core.Profile.HasGap}" };
        foreach (var scored in core.State.Readings)
            market.Add($"{scored.Name}: {scored.Reading.IsValid} {scored.Reading.Value:r} {scored.Reading.Reason}");
        var averages = core.Averages;
        market.Add($"VWAP {averages.GlobexVwap} {averages.RegularVwap} {averages.BarVwap}, ATR {averages.AtrTicks}");
        for (var level = 0; level < DrawnLevels.Count; level++)
            market.Add($"{(DrawnLevel)level} {core.Levels.TicksOf((DrawnLevel)level):r}");
        market.Add(string.Join(' ', core.ChartBars.Newest(500)));
        market.Add(string.Join(' ', core.ChartBars.SessionVwap(100)));
        return [.. market];
    }
}
