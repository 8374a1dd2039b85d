using System.Diagnostics;
using System.Globalization;

namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>The page in a real browser, drawn from a real engine.</summary>
public sealed class TradeViewTests
{
    private const int PlayedSeconds = 1900;
    private const string HasScore = "document.querySelector('[data-test=score]') !== null";
    private const string Halted = "document.querySelector('[data-test=state]').innerText.includes('HALTED')";

    private ServedPage _page = null!;
    private Chromium _browser = null!;
    private PlayedTape _tape = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _browser = Chromium.Start();
        _page = await ServedPage.StartAsync();
        _tape = await PlayedTape.BeginAsync(_page.Study(), PlayedSeconds);
        PlayedTape.OfferChain(_page.Engine.Runner.Apply, _page.State().Instrument.Single(i => i.Instrument == "MES").State.ObservedUnixUs);
        await _tape.StepAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _tape.Dispose();
        await _browser.DisposeAsync();
        await _page.DisposeAsync();
    }

    [SetUp]
    public void Resume() => _page.Engine.Runner.Resume(new V1.ResumeRequest { By = "test" });

    // What is promised is 250 ms from the engine to the screen; asking for it costs some, too.
    [TestCase(60_000)]
    [TestCase(500, Category = "Timed")]
    public async Task What_the_engine_publishes_stands_on_the_page_and_the_console_is_silent(int withinMs)
    {
        var (context, tab) = await OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            var ticks = await _tape.StepToAnotherPriceAsync();
            var price = (ticks * 0.25).ToString("N2", CultureInfo.InvariantCulture);
            var since = Stopwatch.StartNew();
            await _browser.UntilAsync(tab, $"document.querySelector('[data-test=price]').innerText === '{price}'");
            await TestContext.Out.WriteLineAsync($"{price} shown after {since.ElapsedMilliseconds} ms");
            Assert.That(since.ElapsedMilliseconds, Is.LessThan(withinMs));
        }

        Assert.That(await _browser.NumberAsync(tab, "document.querySelectorAll('#score tbody tr').length"), Is.EqualTo(10));
        Assert.That(await _browser.TextAsync(tab, "[data-test=feed]"), Does.Contain("up to date"));
        Assert.That(await _browser.ErrorsAsync(), Is.Empty);
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task The_open_position_stands_with_its_profit_and_the_chart_has_its_fill()
    {
        var (context, tab) = await OpenAsync();
        var position = _page.State().Instrument.Single(one => one.OpenPosition is not null).OpenPosition;
        Assert.That(position.ProfitCents, Is.GreaterThan(0));
        var profit = (position.ProfitCents / 100.0).ToString("N2", CultureInfo.InvariantCulture);
        await _browser.UntilAsync(tab, $"document.querySelector('[data-test=open-profit]').innerText === '+{profit} $'");
        Assert.That(await _browser.NumberAsync(tab, "Number(document.querySelector('.chart').dataset.fills)"), Is.EqualTo(1));
        await _browser.CloseAsync(context);
    }

    [TestCase("dark", "en-US", 1440)]
    [TestCase("light", "fr-FR", 1440)]
    [TestCase("dark", "fr-FR", 390)]
    [TestCase("light", "en-US", 390)]
    public async Task Axe_finds_nothing_serious_and_nothing_is_wider_than_the_screen(string theme, string locale, int width)
    {
        var (context, tab) = await OpenAsync(theme, locale, width);
        await _tape.StepAsync();
        if (Environment.GetEnvironmentVariable("MIAIA_PICTURES") is { Length: > 0 } folder)
            await _browser.PictureAsync(tab, Path.Combine(folder, $"page-{theme}-{width}.png"));
        Assert.That(await _browser.AxeAsync(tab), Is.Empty);
        Assert.That(await _browser.NumberAsync(tab, "document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
        await _browser.PressAsync(tab, "f");
        Assert.That(await _browser.AxeAsync(tab), Is.Empty, "while the page asks back");
        Assert.That(await _browser.ErrorsAsync(), Is.Empty);
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task In_French_a_missing_feature_says_why_in_French()
    {
        var (context, tab) = await OpenAsync(locale: "fr-FR");
        // Which feature is missing, and why, changes with the seconds.
        var since = Stopwatch.StartNew();
        while (!await SaysInFrenchWhatIsMissingAsync(tab))
            Assert.That(since.Elapsed, Is.LessThan(TimeSpan.FromMinutes(2)));
        await _browser.CloseAsync(context);
    }

    [TestCase("fr-FR", @"4\u202f\d{3},\d\d")]
    [TestCase("en-US", @"4,\d{3}\.\d\d")]
    public async Task The_prices_of_the_chart_are_of_the_pages_language_with_two_digits(string locale, string form)
    {
        var (context, tab) = await OpenAsync(locale: locale);
        await _browser.KeepDrawnAsync(tab);
        _ = await _tape.StepToAnotherPriceAsync();
        await _browser.UntilAsync(tab, $"drawn.filter((text) => /^{form}$/.test(text)).length > 4");
        // Whatever has a thousand in it is a price.
        var others = $"drawn.filter((text) => /^\\d\\D\\d{{3}}/.test(text) && !/^{form}$/.test(text)).length";
        Assert.That(await _browser.NumberAsync(tab, others), Is.Zero);
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task Halt_by_the_keyboard_asks_back_acts_and_is_undone_by_resume()
    {
        var (context, tab) = await OpenAsync();
        await _browser.PressAsync(tab, "h");
        Assert.That(_page.State().Halted, Is.False, "nothing happens before it is confirmed");
        await _browser.PressAsync(tab, "Enter");
        await _browser.UntilAsync(tab, Halted);
        Assert.That(_page.State().HaltReason, Does.Contain("by hand, on the page"));
        await _browser.ClickAsync(tab, ".verbs .resume");
        await _browser.ClickAsync(tab, "[data-test=yes]");
        await _browser.UntilAsync(tab, $"!({Halted})");
        Assert.That(_page.State().Halted, Is.False);
        await _browser.PressAsync(tab, "f");
        await _browser.PressAsync(tab, "Escape");
        await _browser.UntilAsync(tab, "document.querySelector('dialog') === null");
        Assert.That(_page.State().Halted, Is.False, "what was cancelled was not done");
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task A_halt_without_an_answer_is_asked_for_again_until_there_is_one()
    {
        var (context, tab) = await OpenAsync();
        using var release = new ManualResetEventSlim();
        var hanging = Task.Run(() => _page.Engine.Runner.Read(_ => release.Wait(TimeSpan.FromMinutes(2))));
        await _browser.PressAsync(tab, "h");
        await _browser.PressAsync(tab, "Enter");
        await _browser.UntilAsync(tab, "document.querySelector('[data-test=fault]')?.innerText.includes('asked again')");
        release.Set();
        await hanging;
        await _browser.UntilAsync(tab, $"document.querySelector('dialog') === null && {Halted}");
        Assert.That(_page.State().Halted, Is.True);
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task Who_stops_asking_for_a_halt_is_let_go()
    {
        var (context, tab) = await OpenAsync();
        using var release = new ManualResetEventSlim();
        var hanging = Task.Run(() => _page.Engine.Runner.Read(_ => release.Wait(TimeSpan.FromMinutes(2))));
        await _browser.PressAsync(tab, "h");
        await _browser.PressAsync(tab, "Enter");
        await _browser.UntilAsync(tab, "document.querySelector('[data-test=fault]')?.innerText.includes('asked again')");
        await _browser.ClickAsync(tab, "dialog button[type=button]");
        await _browser.UntilAsync(tab, "document.querySelector('dialog') === null");
        release.Set();
        await hanging;
        await _browser.CloseAsync(context);
        await _browser.ErrorsAsync();
    }

    [TestCase(60_000)]
    [TestCase(1000, Category = "Timed")]
    public async Task Halt_acts_at_once_while_eight_tabs_are_open_in_two_windows_and_a_ninth_loads(int withinMs)
    {
        var windows = new[] { await _browser.ContextAsync(), await _browser.ContextAsync() };
        var acting = 0;
        foreach (var window in windows)
        {
            acting = await _browser.TabAsync(window, await _page.InviteAsync());
            await _browser.UntilAsync(acting, HasScore);
            for (var i = 0; i < 3; i++)
                await _browser.UntilAsync(await _browser.TabAsync(window, _page.Address), HasScore);
        }

        await _browser.ClickAsync(acting, ".verbs .halt");
        var ninth = await _browser.TabAsync(windows[1], _page.Address);
        var since = Stopwatch.StartNew();
        // The driver's own click waits until nothing moves.
        await _browser.RunAsync(acting, "document.querySelector('[data-test=yes]').click()");
        while (!_page.State().Halted && since.ElapsedMilliseconds < withinMs)
            await Task.Delay(5);
        await TestContext.Out.WriteLineAsync($"halted after {since.ElapsedMilliseconds} ms");
        Assert.That(since.ElapsedMilliseconds, Is.LessThan(withinMs));
        await _browser.UntilAsync(ninth, HasScore);
        foreach (var window in windows)
            await _browser.CloseAsync(window);
    }

    [Test]
    public async Task The_stream_is_closed_while_every_tab_is_hidden_and_shows_everything_again_afterwards()
    {
        var (context, first) = await OpenAsync();
        var second = await _browser.TabAsync(context, _page.Address);
        await _browser.UntilAsync(second, HasScore);
        await _browser.HideAsync(first, true);
        await Task.Delay(2000);
        Assert.That(_page.Feed.IsLooking, Is.True, "one tab can still be seen");
        await _browser.HideAsync(second, true);
        await UntilAsync(() => !_page.Feed.IsLooking);

        var price = (await _tape.StepToAnotherPriceAsync() * 0.25).ToString("N2", CultureInfo.InvariantCulture);
        await _browser.HideAsync(first, false);
        await _browser.UntilAsync(first, $"document.querySelector('[data-test=price]').innerText === '{price}'");
        await _browser.CloseAsync(context);
        await UntilAsync(() => !_page.Feed.IsLooking);
    }

    [Test]
    public async Task A_browser_that_was_not_let_in_sees_how_to_get_in_and_nothing_else()
    {
        var context = await _browser.ContextAsync();
        var tab = await _browser.TabAsync(context, _page.Address);
        await _browser.UntilAsync(tab, "document.querySelector('code')?.innerText === 'miaia page'");
        Assert.That(await _browser.NumberAsync(tab, "document.querySelectorAll('header, .verbs').length"), Is.Zero);
        await _browser.CloseAsync(context);
        // The browser itself says that it was refused.
        await _browser.ErrorsAsync();
    }

    private async Task<(int Context, int Tab)> OpenAsync(string theme = "dark", string locale = "en-US", int width = 1440)
    {
        var context = await _browser.ContextAsync(theme, locale, width, width < 600 ? 844 : 1000);
        var tab = await _browser.TabAsync(context, await _page.InviteAsync());
        await _browser.UntilAsync(tab, HasScore);
        return (context, tab);
    }

    private async Task<bool> SaysInFrenchWhatIsMissingAsync(int tab)
    {
        string[] reasons =
        [
            .. _page.State().Instrument.SelectMany(one => one.State.Reading).Where(one => !one.Valid).Select(one => one.Reason).Distinct(),
        ];
        var text = await _browser.TextAsync(tab, "#score");
        return (await PageFrench.OfAsync(reasons))
            .Except(reasons)
            .Any(french => text.Contains($"absent\u00a0: {french}", StringComparison.Ordinal));
    }

    private static async Task UntilAsync(Func<bool> isReached)
    {
        var since = Stopwatch.StartNew();
        while (!isReached())
        {
            Assert.That(since.Elapsed, Is.LessThan(TimeSpan.FromMinutes(2)));
            await Task.Delay(20);
        }
    }
}
