using MiaIa.Engine.Web.Tests.Gamma;

namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>The page of an engine whose study is gone.</summary>
public sealed class GoneStudyTests
{
    [Test]
    public async Task Nothing_is_said_to_be_live_and_no_age_is_a_number_that_nobody_can_read()
    {
        await using var browser = Chromium.Start();
        await using var page = await ServedPage.StartAsync();
        var tape = await PlayedTape.BeginAsync(page.Study(), 200);
        var context = await browser.ContextAsync();
        var tab = await browser.TabAsync(context, await page.InviteAsync());
        await browser.UntilAsync(tab, "document.querySelector('[data-test=feed]')?.innerText.includes('up to date')");
        tape.Dispose();
        await browser.UntilAsync(tab, "document.querySelector('header').innerText.includes('STUDY GONE')");
        await browser.UntilAsync(tab, "document.querySelector('[data-test=feed]').innerText.includes('connected')");
        // The gates look again with the engine's clock.
        await browser.UntilAsync(tab, "document.querySelector('[data-test=why]').innerText.includes('never')");
        // No feature has a value any more: the score is unknown, and not 0.
        await browser.UntilAsync(tab, "document.querySelector('[data-test=score]').innerText.trim() === '—'");
        foreach (var view in (string[])["trade", "gamma", "day", "system"])
        {
            await browser.RunAsync(tab, $"location.hash = '#/{view}'");
            await browser.UntilAsync(tab, $"document.querySelector('main[data-test={view}]') !== null");
            var said = await browser.TextAsync(tab, "body");
            Assert.That(said, Does.Not.Match(@"\d{10}").And.Not.Contain("live\n"), view);
        }
    }

    [Test]
    public async Task A_signal_that_ended_because_the_study_is_gone_has_no_score()
    {
        const string Scores =
            "[...document.querySelectorAll('section[aria-labelledby=signals-head] tbody tr')].map(r => r.children[4].innerText)";
        await using var browser = Chromium.Start();
        await using var page = await ServedPage.StartAsync();
        var tape = await PlayedTape.BeginAsync(page.Study(), PlayedTape.SecondsToAnEntry);
        var context = await browser.ContextAsync();
        var tab = await browser.TabAsync(context, await page.InviteAsync());
        await browser.UntilAsync(tab, $"{Scores}.length > 0");
        tape.Dispose();
        await browser.UntilAsync(tab, $"{Scores}.includes('—')");
        await browser.CloseAsync(context);
    }

    [Test]
    public async Task Options_of_a_study_that_is_gone_are_stale_and_their_ages_count_on_by_the_engines_clock()
    {
        const string SecondsOfFit = "Number(document.querySelector('[data-test=gamma-age]').innerText.match(/(\\d+) s/)[1])";
        await using var browser = Chromium.Start();
        await using var page = await ServedPage.StartAsync();
        var tape = await PlayedTape.BeginAsync(page.Study(), 100);
        ChainBeside.List(page.Engine);
        await ChainBeside.PlayAsync(page.Engine, tape, 85);
        var context = await browser.ContextAsync();
        var tab = await browser.TabAsync(context, await page.InviteAsync());
        await browser.UntilAsync(tab, "document.querySelector('[data-test=options]')?.innerText.includes('fitted')");
        await browser.RunAsync(tab, "location.hash = '#/system'");
        const string Options = "document.querySelector('[data-test=feed-SPX-4]')?.innerText";
        await browser.UntilAsync(tab, $"{Options}?.includes('SPX') && !{Options}.includes('stale')");
        tape.Dispose();
        await browser.UntilAsync(tab, $"{Options}.includes('stale')");

        await browser.RunAsync(tab, "location.hash = '#/gamma'");
        await browser.UntilAsync(tab, "document.querySelector('[data-test=gamma-gone]') !== null");
        Assert.That(await browser.TextAsync(tab, "[data-test=gamma-summary]"), Does.Contain("live, STALE"));
        var age = await browser.NumberAsync(tab, SecondsOfFit);
        // Market time stands still: only the engine's clock makes anything older.
        await browser.UntilAsync(tab, $"{SecondsOfFit} >= {age + 2}");
        await browser.RunAsync(tab, "location.hash = '#/trade'");
        await browser.UntilAsync(tab, "document.querySelector('main.left [data-test=options]') !== null");
        var caption = await browser.TextAsync(tab, "[data-test=options]");
        await browser.UntilAsync(tab, $"document.querySelector('[data-test=options]').innerText !== '{caption}'");
        Assert.That(await browser.AxeAsync(tab), Is.Empty);
        await browser.CloseAsync(context);
    }
}
