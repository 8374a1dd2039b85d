namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>The frame around the four views: how one goes from one to the other, and what stays in sight in each.</summary>
public sealed class ViewsTests
{
    private const string StaleText = "document.querySelector('[role=alert]')?.innerText.includes('Nothing has come')";
    private static readonly string[] Views = ["trade", "gamma", "day", "system"];

    private ServedPage _page = null!;
    private Chromium _browser = null!;
    private PlayedTape _tape = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _browser = Chromium.Start();
        _page = await ServedPage.StartAsync();
        _tape = await PlayedTape.BeginAsync(_page.Study(), 400);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _tape.Dispose();
        await _browser.DisposeAsync();
        await _page.DisposeAsync();
    }

    [Test]
    public async Task The_keys_1_to_4_and_the_links_lead_to_the_views_and_a_reload_and_the_way_back_know_them()
    {
        var (context, tab) = await OpenAsync();
        for (var i = 3; i >= 0; i--)
        {
            await _browser.PressAsync(tab, $"{i + 1}");
            await _browser.UntilAsync(tab, Shows(Views[i]));
            Assert.That(await _browser.TextAsync(tab, "nav [aria-current=page]"), Is.EqualTo(Name(Views[i])));
        }

        foreach (var view in Views)
        {
            await _browser.ClickAsync(tab, $"[data-test=view-{view}]");
            await _browser.UntilAsync(tab, Shows(view));
        }

        await _browser.RunAsync(tab, "history.back()");
        await _browser.UntilAsync(tab, Shows("day"));
        await _browser.ReloadAsync(tab);
        await _browser.UntilAsync(tab, Shows("day"));
        Assert.That(await _browser.ErrorsAsync(), Is.Empty);
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task In_each_view_the_verbs_can_be_pressed_and_a_silent_engine_is_said_to_be_stale()
    {
        var (context, tab) = await OpenAsync(width: 390);
        foreach (var view in Views)
        {
            await _browser.ClickAsync(tab, $"[data-test=view-{view}]");
            await _browser.UntilAsync(tab, Shows(view));
            Assert.That(await _browser.NumberAsync(tab, "document.querySelectorAll('.verbs button:not(:disabled)').length"), Is.EqualTo(2));
            await _browser.PressAsync(tab, "h");
            await _browser.UntilAsync(tab, "document.querySelector('dialog') !== null");
            await _browser.PressAsync(tab, "Escape");
            await _browser.UntilAsync(tab, "document.querySelector('dialog') === null");
        }

        using var release = new ManualResetEventSlim();
        var hanging = Task.Run(() => _page.Engine.Runner.Read(_ => release.Wait(TimeSpan.FromMinutes(3))));
        foreach (var view in Views)
        {
            await _browser.RunAsync(tab, $"location.hash = '#/{view}'");
            await _browser.UntilAsync(tab, $"{Shows(view)} && {StaleText}");
        }

        release.Set();
        await hanging;
        await _browser.UntilAsync(tab, "document.querySelector('[role=alert]') === null");
        await _browser.CloseAsync(context);
    }

    // The page asks itself twice a second how long nothing has come.
    [TestCase(60)]
    [TestCase(4, Category = "Timed")]
    public async Task It_is_said_to_be_stale_after_three_seconds_and_not_before(int withinSeconds)
    {
        const string Seconds = "Number(/\\d+/.exec(window.firstSaid)[0])";
        var (context, tab) = await OpenAsync(width: 390);
        await _browser.RunAsync(
            tab,
            """
            new MutationObserver(() => (window.firstSaid ??= document.querySelector("[role=alert]")?.innerText)).observe(document.body, {
              childList: true,
              subtree: true,
              characterData: true,
            })
            """
        );
        using var release = new ManualResetEventSlim();
        var hanging = Task.Run(() => _page.Engine.Runner.Read(_ => release.Wait(TimeSpan.FromMinutes(3))));
        await _browser.UntilAsync(tab, "window.firstSaid !== undefined");
        release.Set();
        await hanging;
        Assert.That(await _browser.NumberAsync(tab, Seconds), Is.InRange(3, withinSeconds));
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task Every_view_passes_axe_and_fits_the_screen(
        [Values("trade", "gamma", "day", "system")] string view,
        [Values("light", "dark")] string theme,
        [Values(390, 1440)] int width
    )
    {
        var (context, tab) = await OpenAsync(theme, width == 390 ? "fr-FR" : "en-US", width);
        await _browser.RunAsync(tab, $"location.hash = '#/{view}'");
        await _browser.UntilAsync(tab, Shows(view));
        if (Environment.GetEnvironmentVariable("MIAIA_PICTURES") is { Length: > 0 } folder)
            await _browser.PictureAsync(tab, Path.Combine(folder, $"{view}-{theme}-{width}.png"));
        Assert.That(await _browser.AxeAsync(tab), Is.Empty);
        Assert.That(await _browser.NumberAsync(tab, "document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
        Assert.That(await _browser.ErrorsAsync(), Is.Empty);
        await _browser.CloseAsync(context);
    }

    private static string Shows(string view) => $"document.querySelector('main[data-test={view}]') !== null";

    private static string Name(string view) => char.ToUpperInvariant(view[0]) + view[1..];

    private async Task<(int Context, int Tab)> OpenAsync(string theme = "dark", string locale = "en-US", int width = 1440)
    {
        var context = await _browser.ContextAsync(theme, locale, width, width < 600 ? 844 : 1000);
        var tab = await _browser.TabAsync(context, await _page.InviteAsync());
        await _browser.UntilAsync(tab, Shows("trade"));
        return (context, tab);
    }
}
