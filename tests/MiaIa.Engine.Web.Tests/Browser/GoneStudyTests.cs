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
        await browser.UntilAsync(tab, "document.querySelector('[data-test=feed]')?.innerText.includes('live')");
        tape.Dispose();
        await browser.UntilAsync(tab, "document.querySelector('header').innerText.includes('STUDY GONE')");
        await browser.UntilAsync(tab, "document.querySelector('[data-test=feed]').innerText.includes('connected')");
        // The gates look again with the engine's clock.
        await browser.UntilAsync(tab, "document.querySelector('[data-test=why]').innerText.includes('never')");
        foreach (var view in (string[])["trade", "gamma", "day", "system"])
        {
            await browser.RunAsync(tab, $"location.hash = '#/{view}'");
            await browser.UntilAsync(tab, $"document.querySelector('main[data-test={view}]') !== null");
            var said = await browser.TextAsync(tab, "body");
            Assert.That(said, Does.Not.Match(@"\d{10}").And.Not.Contain("live\n"), view);
        }
    }
}
