using System.Globalization;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Engine.Web.Tests.Gamma;
using MiaIa.V1;

namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>The view Gamma in a real browser, drawn from a real engine.</summary>
public sealed class GammaViewTests
{
    private const string Drawn = "document.querySelectorAll('.plot canvas').length >= 4";

    private TemporaryFolder _folder = null!;
    private ServedPage _page = null!;
    private Chromium _browser = null!;
    private PlayedTape _tape = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _folder = new TemporaryFolder();
        var levels = Path.Combine(_folder.FullName, "SierraChart Q-Levels.txt");
        await File.WriteAllTextAsync(levels, MenthorQ);
        _browser = Chromium.Start();
        _page = await ServedPage.StartAsync(vendors: new VendorSettings { MenthorQFile = levels });
        _tape = await PlayedTape.BeginAsync(_page.Study(), 1500);
        ChainBeside.List(_page.Engine);
        await ChainBeside.PlayAsync(_page.Engine, _tape, 400);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _tape.Dispose();
        await _browser.DisposeAsync();
        await _page.DisposeAsync();
        _folder.Dispose();
    }

    // Sixteen lines for the contract of the tape, and two for the index.
    private const string MenthorQ =
        "$ESU2023: Call Resistance, 4455, Put Support, 4380, HVL, 4402.5, 1D Min, 4391.25, 1D Max, 4470.75, Call Resistance 0DTE & GEX 1, 4450, "
        + "Put Support 0DTE, 4400, GEX 2, 4425, GEX 3, 4440, GEX 4, 4430, GEX 5, 4415, GEX 6, 4460, GEX 7, 4435, GEX 8, 4410, GEX 9, 4405, GEX 10, NA, "
        + "Net GEX, -3.92M\n$SPX: Call Resistance, 4410, Put Support, 4350, HVL\n";

    [Test]
    public async Task It_shows_the_levels_of_the_engine_in_points_of_the_future_and_the_figures_of_each_scope()
    {
        var (context, tab) = await OpenAsync();
        var view = await ViewAsync();
        var wall = (view.Exposure.All.CallWall.Strike + view.BasisPoints).ToString("N2", CultureInfo.InvariantCulture);
        await _browser.UntilAsync(tab, $"document.querySelector('[data-test=level-call_wall]')?.innerText === '{wall}'");
        Assert.That(
            await _browser.TextAsync(tab, "[data-test=gamma-basis]"),
            Does.Contain(view.BasisPoints.ToString("N2", CultureInfo.InvariantCulture))
        );
        Assert.That(await _browser.NumberAsync(tab, "document.querySelectorAll('[data-test=strikes] tbody tr').length"), Is.EqualTo(60));
        await _browser.ClickAsync(tab, "[data-test=scope-first]");
        var first = (view.Exposure.First.PutWall.Strike + view.BasisPoints).ToString("N2", CultureInfo.InvariantCulture);
        await _browser.UntilAsync(tab, $"document.querySelector('[data-test=level-put_wall]').innerText === '{first}'");
        await _browser.ClickAsync(tab, "[data-test=scope-all]");
        await _browser.ClickAsync(tab, "[data-test=gamma-change]");
        await _browser.UntilAsync(tab, "document.querySelector('[data-test=gamma-change]').getAttribute('aria-pressed') === 'true'");
        Assert.That(await _browser.ErrorsAsync(), Is.Empty);
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task The_slider_goes_back_through_the_day_by_the_keyboard_and_the_levels_follow()
    {
        var (context, tab) = await OpenAsync();
        var view = await ViewAsync();
        var count = view.Minutes.UnixS.Count;
        await _browser.UntilAsync(tab, $"document.querySelector('#gamma-minute')?.max === '{count - 1}'");
        await _browser.RunAsync(tab, "document.querySelector('#gamma-minute').focus()");
        for (var i = 0; i < count - 1; i++)
            await _browser.PressAsync(tab, "ArrowLeft");
        var wall = (view.Minutes.All.CallWall[0] + view.Minutes.BasisPoints[0]).ToString(CultureInfo.InvariantCulture);
        // Half a cent is rounded otherwise there.
        await _browser.UntilAsync(
            tab,
            $"Math.abs(Number(document.querySelector('[data-test=level-call_wall]').innerText.replace(',', '')) - {wall}) < 0.0101"
        );
        var clock = DateTime.UnixEpoch.AddSeconds(view.Minutes.UnixS[0]).AddHours(-4).ToString("HH:mm", CultureInfo.InvariantCulture);
        Assert.That(await _browser.TextAsync(tab, "[data-test=gamma-minute]"), Is.EqualTo(clock));
        Assert.That(await _browser.TextAsync(tab, "#gamma-levels-head"), Does.Contain(clock).IgnoreCase);
        await _browser.PressAsync(tab, "End");
        await _browser.UntilAsync(tab, "document.querySelectorAll('[data-test=gamma-levels] thead th').length === 5");
        Assert.That(await _browser.ErrorsAsync(), Is.Empty);
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task Vendors_stand_beside_ours_with_what_chance_alone_would_do()
    {
        var (context, tab) = await OpenAsync();
        await _browser.UntilAsync(tab, "document.querySelectorAll('[data-test^=vendor-menthorq]').length === 2");
        var view = await ViewAsync();
        var future = view.Vendor.Single(source => source.Symbol == "ESU2023");
        Assert.That(future.Level, Has.Count.EqualTo(15), future.ToString());
        Assert.That(future.Comparison.Lines, Is.EqualTo(15));
        var text = await _browser.TextAsync(tab, "[data-test=vendor-menthorq-ESU2023] [data-test=comparison]");
        Assert.That(text, Does.Contain("lines (15)").And.Contain("chance"));
        Assert.That(await _browser.TextAsync(tab, "[data-test=vendor-menthorq-SPX] tbody tr"), Does.Contain("4,350.00"));
        Assert.That(
            await _browser.TextAsync(tab, "[data-test=vendor-menthorq-SPX] summary"),
            Does.Contain("Not readable in the whole file: 1")
        );
        await _browser.CloseAsync(context);
    }

    [TestCase("dark", "en-US", 1440)]
    [TestCase("light", "fr-FR", 1440)]
    [TestCase("dark", "fr-FR", 390)]
    [TestCase("light", "en-US", 390)]
    public async Task Axe_finds_nothing_serious_nothing_is_too_wide_and_the_policy_refuses_nothing(string theme, string locale, int width)
    {
        var (context, tab) = await OpenAsync(theme, locale, width);
        await _browser.RunAsync(tab, "document.querySelectorAll('details').forEach((one) => (one.open = true))");
        if (Environment.GetEnvironmentVariable("MIAIA_PICTURES") is { Length: > 0 } folder)
        {
            await _browser.RunAsync(tab, "document.querySelectorAll('details').forEach((one) => (one.open = false))");
            await _browser.PictureAsync(tab, Path.Combine(folder, $"gamma-drawn-{theme}-{width}.png"));
        }

        Assert.That(await _browser.AxeAsync(tab), Is.Empty);
        Assert.That(await _browser.NumberAsync(tab, "document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
        Assert.That(await _browser.ErrorsAsync(), Is.Empty);
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task In_French_dates_and_figures_are_French_also_within_the_plots()
    {
        var context = await _browser.ContextAsync(locale: "fr-FR");
        var tab = await _browser.TabAsync(context, await _page.InviteAsync());
        await _browser.UntilAsync(tab, "document.querySelector('main[data-test=trade]') !== null");
        await _browser.KeepDrawnAsync(tab);
        await _browser.RunAsync(tab, "location.hash = '#/gamma'");
        await _browser.UntilAsync(tab, Drawn);
        Assert.That(await _browser.TextAsync(tab, "[data-test=scope-first]"), Does.Match(@"\d\d/\d\d/20\d\d"));
        Assert.That(await _browser.TextAsync(tab, "[data-test=level-call_wall]"), Does.Match(@"^4\u202f\d{3},\d\d$"));
        await _browser.UntilAsync(tab, @"drawn.some((text) => /^SPXW? \d\d\/\d\d\/\d\d$/.test(text))");
        Assert.That(await _browser.NumberAsync(tab, @"drawn.filter((text) => /\d\d-\d\d-\d\d|\d\.\d/.test(text)).length"), Is.Zero);
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task The_charts_are_loaded_with_the_view_and_not_before()
    {
        const string Loaded = "performance.getEntriesByType('resource').some((one) => one.name.includes('GammaView'))";
        var context = await _browser.ContextAsync();
        var tab = await _browser.TabAsync(context, await _page.InviteAsync());
        await _browser.UntilAsync(tab, "document.querySelector('main[data-test=trade]') !== null");
        await _browser.UntilAsync(tab, $"!({Loaded})");
        await _browser.PressAsync(tab, "2");
        await _browser.UntilAsync(tab, $"{Loaded} && {Drawn}");
        await _browser.CloseAsync(context);
    }

    private async Task<GammaView> ViewAsync() =>
        await new V1.Gamma.GammaClient(_page.Channel).GetGammaAsync(new GetGammaRequest { Instrument = "MES" });

    private async Task<(int Context, int Tab)> OpenAsync(string theme = "dark", string locale = "en-US", int width = 1440)
    {
        var context = await _browser.ContextAsync(theme, locale, width, width < 600 ? 844 : 1000);
        var tab = await _browser.TabAsync(context, await _page.InviteAsync());
        await _browser.UntilAsync(tab, "document.querySelector('main[data-test=trade]') !== null");
        await _browser.RunAsync(tab, "location.hash = '#/gamma'");
        await _browser.UntilAsync(tab, Drawn);
        return (context, tab);
    }
}
