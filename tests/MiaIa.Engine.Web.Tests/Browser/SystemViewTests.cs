using MiaIa.Engine.Runtime.Tests;
using MiaIa.Hosting;
using Serilog.Events;

namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>The view that says how the engine and what feeds it are.</summary>
public sealed class SystemViewTests
{
    private const string Account = "U7654321";

    private ProgramLog _log = null!;
    private ServedPage _page = null!;
    private Chromium _browser = null!;
    private PlayedTape _tape = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _log = ProgramLog.Open(LogEventLevel.Information, folder: null);
        _browser = Chromium.Start();
        _page = await ServedPage.StartAsync(_log, accounts: Account);
        _tape = await PlayedTape.BeginAsync(_page.Study(), 200);
        PlayedTape.OfferChain(_page.Engine.Runner.Apply, _page.State().Instrument.Single(i => i.Instrument == "MES").State.ObservedUnixUs);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _tape.Dispose();
        await _browser.DisposeAsync();
        await _page.DisposeAsync();
        _log.Dispose();
    }

    [Test]
    public async Task Feeds_versions_settings_and_the_log_are_the_engines_and_no_account_is_on_the_page()
    {
        var (context, tab) = await OpenAsync();
        await _tape.StepAsync();
        await _browser.UntilAsync(tab, Says("[data-test=feed-MES-2]", "up"));
        Assert.That(await _browser.TextAsync(tab, "[data-test=feed-MES-1]"), Does.Contain("MESU23_FUT_CME"));
        Assert.That(
            await _browser.TextAsync(tab, "[data-test=feed-SPX-4]"),
            Does.Contain("never").And.Contain("live").And.Not.Contain("%")
        );
        var hello = SampleFrames.Hello(7, "MES").Hello;
        Assert.That(
            await _browser.TextAsync(tab, "[data-test=versions]"),
            Does.Contain(hello.StudyVersion).And.Contain(hello.SierraVersion)
        );
        Assert.That(await _browser.TextAsync(tab, "[data-test=settings]"), Does.Contain("Journal:Directory").And.Contain("***"));
        // An array that was never written is no memory: of the two figures none is a part of the other.
        Assert.That(await _browser.TextAsync(tab, "body"), Does.Match(@"\d MB \(set aside for objects \d+ MB\)"));

        _log.Logger.Warning("a line of the test, of account {Account}", Account);
        await _browser.UntilAsync(tab, Says("[data-test=log]", "a line of the test"));
        Assert.That(await _browser.TextAsync(tab, "body"), Does.Not.Contain(Account));
        await _browser.ClickAsync(tab, "section:has([data-test=log]) button");
        await _browser.UntilAsync(
            tab,
            "[...document.querySelectorAll('[data-test=log] li')].every(line => /WRN|ERR|FTL/.test(line.innerText))"
        );
        Assert.That(await _browser.ErrorsAsync(), Is.Empty);
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task A_study_that_is_silent_is_said_to_be_stale_with_its_age()
    {
        var (context, tab) = await OpenAsync();
        await _browser.UntilAsync(tab, Says("[data-test=feed-MES-1]", "stale"));
        Assert.That(await _browser.TextAsync(tab, "[data-test=feed-MES-1]"), Does.Match(@"\d+ s ago"));
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task An_alert_is_seen_in_every_view_and_is_acknowledged_here()
    {
        var (context, tab) = await OpenAsync();
        _page.Engine.Runner.Halt(new V1.HaltRequest { By = "test", Reason = "for an alert" });
        await _browser.UntilAsync(tab, Says("[data-test=alerts]", "Halted"));
        foreach (var key in (string[])["1", "2", "3"])
        {
            await _browser.PressAsync(tab, key);
            await _browser.UntilAsync(tab, "document.querySelector('[data-test=alerts-waiting]') !== null");
        }

        await _browser.ClickAsync(tab, "[data-test=alerts-waiting]");
        await _browser.UntilAsync(tab, Says("[data-test=alerts]", "I have seen it"));
        await _browser.ClickAsync(tab, "[data-test=alerts] li button");
        await _browser.UntilAsync(tab, Says("[data-test=alerts]", "seen by page"));
        _page.Engine.Runner.Resume(new V1.ResumeRequest { By = "test" });
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task It_asks_while_it_is_looked_at_and_not_otherwise()
    {
        var (context, tab) = await OpenAsync();
        const string Asked = "performance.getEntriesByType('resource').filter(one => one.name.endsWith('Machine/Look')).length";
        var first = await _browser.NumberAsync(tab, Asked);
        await _browser.UntilAsync(tab, $"{Asked} > {first}");
        await _browser.PressAsync(tab, "1");
        await _browser.UntilAsync(tab, "document.querySelector('main[data-test=trade]') !== null");
        // What was under way may end.
        await Task.Delay(500);
        var left = await _browser.NumberAsync(tab, Asked);
        await Task.Delay(2500);
        Assert.That(await _browser.NumberAsync(tab, Asked), Is.EqualTo(left));
        await _browser.CloseAsync(context);
    }

    [TestCase("dark", "en-US", 1440)]
    [TestCase("light", "fr-FR", 390)]
    public async Task Full_as_it_is_by_day_it_passes_axe_and_fits_the_screen(string theme, string locale, int width)
    {
        var (context, tab) = await OpenAsync(theme, locale, width);
        await _tape.StepAsync();
        await _browser.UntilAsync(tab, "document.querySelectorAll('[data-test=log] li').length > 0");
        if (Environment.GetEnvironmentVariable("MIAIA_PICTURES") is { Length: > 0 } folder)
            await _browser.PictureAsync(tab, Path.Combine(folder, $"system-full-{theme}-{width}.png"));
        Assert.That(await _browser.AxeAsync(tab), Is.Empty);
        Assert.That(await _browser.NumberAsync(tab, "document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
        await _browser.CloseAsync(context);
    }

    private static string Says(string selector, string text) => $"document.querySelector('{selector}')?.innerText.includes('{text}')";

    private async Task<(int Context, int Tab)> OpenAsync(string theme = "dark", string locale = "en-US", int width = 1440)
    {
        var context = await _browser.ContextAsync(theme, locale, width, width < 600 ? 844 : 1000);
        var tab = await _browser.TabAsync(context, await _page.InviteAsync());
        await _browser.UntilAsync(tab, "document.querySelector('main') !== null");
        await _browser.RunAsync(tab, "location.hash = '#/system'");
        await _browser.UntilAsync(tab, "document.querySelector('[data-test=versions]') !== null");
        return (context, tab);
    }
}
