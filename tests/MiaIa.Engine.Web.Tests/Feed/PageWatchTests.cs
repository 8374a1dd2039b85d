using Grpc.Core;
using MiaIa.Engine.Host.Page;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Web.Tests.Browser;
using MiaIa.V1;

namespace MiaIa.Engine.Web.Tests.Feed;

/// <summary>The stream of the page as it stands on the wire.</summary>
public sealed class PageWatchTests
{
    private ServedPage _page = null!;

    [SetUp]
    public async Task Start() => _page = await ServedPage.StartAsync();

    [TearDown]
    public async Task Stop() => await _page.DisposeAsync();

    [Test]
    public async Task Everything_comes_first_then_what_changes_at_most_four_times_a_second()
    {
        using var tape = await PlayedTape.BeginAsync(_page.Study(), 200);
        using var call = new V1.Page.PageClient(_page.Channel).Watch(new WatchPageRequest());
        var whole = await NextAsync(call);
        Assert.That(whole.Whole, Is.True);
        var instrument = whole.Status.Instrument.Single();
        Assert.That(instrument.Instrument, Is.EqualTo("MES"));
        Assert.That(instrument.Book, Is.Null);
        Assert.That(instrument.State.Reading, Has.Count.EqualTo(10));
        var bars = whole.Bars.Single();
        // 200 seconds from a whole minute on: three closed bars and one that forms.
        Assert.That(bars.StartUnixS, Has.Count.EqualTo(4));
        Assert.That(bars.StartUnixS, Is.Ordered);
        Assert.That(bars.CloseTicks[^1], Is.EqualTo(instrument.LastPriceTicks));
        Assert.That(bars.BuyLots.Sum(lots => (long)lots), Is.EqualTo((long)instrument.BuyLots));

        var price = await tape.StepAsync();
        PageUpdate change;
        do change = await NextAsync(call);
        while (change.Status.Instrument.All(one => one.LastPriceTicks != price || one.TradeRecords <= instrument.TradeRecords));
        Assert.That(change.Whole, Is.False);
        Assert.That(change.Bars.Single().StartUnixS, Has.Count.EqualTo(1));

        // Ages grow with the clock, so that there is something each time that the feed looks, and never more than that.
        var first = await NextAsync(call);
        for (var i = 0; i < 7; i++)
            change = await NextAsync(call);
        // A timer of the system rings some milliseconds early at times.
        Assert.That((change.MadeUnixNs - first.MadeUnixNs) / 7e6, Is.GreaterThan(245), "ms between two of eight");
    }

    [Test]
    public async Task No_second_has_more_than_four_looks_even_after_one_that_took_long()
    {
        var time = new ScheduledTime();
        var looks = new List<DateTimeOffset>();
        using var stopping = new CancellationTokenSource();
        var feed = new PageFeed(_page.Engine.Runner, LookedAt, time, stopping.Token);
        // Away from the test's own context the feed goes on within the call that rings its timer.
        await Task.Run(() =>
        {
            feed.Begin();
            for (var i = 0; i < 390; i++)
                time.Advance(TimeSpan.FromMilliseconds(10));
        });
        Assert.That(looks, Has.Count.EqualTo(15), "in 4.1 s, of which one look took 0.2 s");
        for (var i = 4; i < looks.Count; i++)
            Assert.That(looks[i] - looks[i - 4], Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)), $"from the {i - 3}. to the {i + 1}.");
        await stopping.CancelAsync();

        IbkrState? LookedAt()
        {
            if (looks.Count == 2)
                time.Pass(TimeSpan.FromMilliseconds(200));
            looks.Add(time.GetUtcNow());
            return null;
        }
    }

    [Test]
    public async Task A_fill_comes_once_and_with_it_what_its_position_is_worth_at_each_price()
    {
        using var tape = await PlayedTape.BeginAsync(_page.Study(), PlayedTape.SecondsToAnEntry - 20);
        using var call = new V1.Page.PageClient(_page.Channel).Watch(new WatchPageRequest());
        Assert.That((await NextAsync(call)).Fill, Is.Empty);
        await tape.PlayAsync(40);
        var fills = new List<PageFill>();
        InstrumentState? now;
        do
        {
            var update = await NextAsync(call);
            fills.AddRange(update.Fill);
            now = update.Status.Instrument.FirstOrDefault(one => one.OpenPosition is not null);
        } while (now is null);

        var price = await tape.StepToAnotherPriceAsync();
        while (now.LastPriceTicks != price)
        {
            var update = await NextAsync(call);
            fills.AddRange(update.Fill);
            now = update.Status.Instrument.FirstOrDefault() ?? now;
        }

        var fill = fills.Single();
        Assert.That((fill.Direction, fill.Role), Is.EqualTo((Direction.Long, OrderRole.Entry)));
        Assert.That(now.Trading.PositionLots, Is.EqualTo(fill.Lots).And.GreaterThan(0));
        Assert.That(now.OpenPosition.AverageTicks, Is.EqualTo(fill.PriceTicks));
        // A tick of MES is 1.25 $.
        Assert.That(now.OpenPosition.ProfitCents, Is.EqualTo((price - fill.PriceTicks) * fill.Lots * 125).And.Not.Zero);
        // Who opens the page later sees it, too.
        using var late = new V1.Page.PageClient(_page.Channel).Watch(new WatchPageRequest());
        Assert.That((await NextAsync(late)).Fill.Single(), Is.EqualTo(fill));
    }

    [Test]
    public async Task Each_bar_has_the_VWAP_of_all_trades_up_to_its_end_and_how_wide_they_lie()
    {
        using var tape = await PlayedTape.BeginAsync(_page.Study(), 200);
        using var call = new V1.Page.PageClient(_page.Channel).Watch(new WatchPageRequest());
        var bars = (await NextAsync(call)).Bars.Single();
        for (var bar = 0; bar < 4; bar++)
        {
            var trades = tape.Trades(Math.Min(200, 60 * (bar + 1))).ToArray();
            var lots = trades.Sum(trade => (double)trade.Lots);
            var mean = trades.Sum(trade => trade.Ticks * trade.Lots / lots);
            var deviation = Math.Sqrt(trades.Sum(trade => (trade.Ticks - mean) * (trade.Ticks - mean) * trade.Lots / lots));
            Assert.That(bars.VwapTicks[bar], Is.EqualTo(mean).Within(0.01));
            Assert.That(bars.VwapDeviationTicks[bar], Is.EqualTo(deviation).Within(0.01));
        }
    }

    [Test]
    public async Task A_word_comes_each_second_while_nothing_changes()
    {
        using var call = new V1.Page.PageClient(_page.Channel).Watch(new WatchPageRequest());
        var before = await NextAsync(call);
        Assert.That(before.Status.Instrument, Is.Empty, "no study has attached");
        for (var i = 0; i < 2; i++)
        {
            var word = await NextAsync(call);
            Assert.That((word.MadeUnixNs - before.MadeUnixNs) / 1e6, Is.GreaterThan(900));
            before = word;
        }
    }

    [Test]
    public async Task Without_a_watcher_the_runner_is_not_asked()
    {
        Assert.That(_page.Feed.IsLooking, Is.False);
        using (var call = new V1.Page.PageClient(_page.Channel).Watch(new WatchPageRequest()))
        {
            await NextAsync(call);
            Assert.That(_page.Feed.IsLooking, Is.True);
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (_page.Feed.IsLooking)
            await Task.Delay(20, limit.Token);
        var before = _page.Engine.Runner.Look(0).Number;
        await Task.Delay(600, limit.Token);
        Assert.That(_page.Engine.Runner.Look(0).Number, Is.EqualTo(before + 1));
    }

    [Test]
    public async Task A_watcher_that_reads_nothing_holds_nobody_up()
    {
        using var study = _page.Study();
        await study.GreetAsync(SampleFrames.Hello());
        using var deaf = new V1.Page.PageClient(_page.Channel).Watch(new WatchPageRequest());
        using var reading = new V1.Page.PageClient(_page.Channel).Watch(new WatchPageRequest());
        await NextAsync(reading);
        for (ulong counter = 1; counter <= 400; counter++)
            await study.SendAsync(SampleFrames.Trades(counter: counter));
        await study.AckedAsync(400);
        PageUpdate update;
        do update = await NextAsync(reading);
        while (update.Status.Instrument.All(one => one.TradeRecords < 1200));
    }

    [Test]
    public async Task A_change_is_the_difference_of_two_moments_and_a_watcher_that_fell_behind_gets_everything()
    {
        using var tape = await PlayedTape.BeginAsync(_page.Study(), 90);
        var known = _page.Engine.Runner.Look(4);
        Assert.That(PageChange.IsNews(PageChange.Between(known, _page.Engine.Runner.Look(4))!, known), Is.False);
        await tape.PlayAsync(400);
        Assert.That(PageChange.Between(known, _page.Engine.Runner.Look(4)), Is.Null, "seven minutes on, four bars do not reach back");
        Assert.That(PageChange.Between(known, _page.Engine.Runner.Look(60)), Is.Not.Null);
    }

    private static async Task<PageUpdate> NextAsync(AsyncServerStreamingCall<PageUpdate> call)
    {
        Assert.That(await call.ResponseStream.MoveNext().WaitAsync(TimeSpan.FromMinutes(2)), Is.True);
        return call.ResponseStream.Current;
    }
}
