using MiaIa.Engine.Runtime.Settings;
using MiaIa.V1;

namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>The header before any study has come: the mode is known, and the word of the link is not that of a mode.</summary>
public sealed class HeaderTests
{
    [TestCase("en-US", "DRY RUN", "connected")]
    [TestCase("fr-FR", "À BLANC", "connecté")]
    public async Task Without_a_study_the_mode_stands_there_and_the_link_is_not_called_live(string language, string mode, string link)
    {
        await using var browser = Chromium.Start();
        await using var page = await ServedPage.StartAsync();
        var context = await browser.ContextAsync(locale: language);
        var tab = await browser.TabAsync(context, await page.InviteAsync());
        await browser.UntilAsync(tab, "document.querySelector('[data-test=feed]') !== null");
        Assert.That(page.State().Mode, Is.EqualTo(TradingMode.DryRun));
        Assert.That(await browser.TextAsync(tab, "[data-test=mode]"), Is.EqualTo(mode));
        Assert.That(await browser.TextAsync(tab, "[data-test=feed]"), Does.Contain(link));
        foreach (var view in (string[])["trade", "gamma", "day"])
        {
            await browser.RunAsync(tab, $"location.hash = '#/{view}'");
            await browser.UntilAsync(tab, "document.querySelector('[data-test=mode]') !== null");
            Assert.That(await browser.TextAsync(tab, "header"), Does.Not.Contain("live").And.Not.Contain("en direct"), view);
        }

        await browser.CloseAsync(context);
    }

    [Test]
    public async Task A_simulated_Gateway_is_labelled_where_the_link_to_IBKR_is_named()
    {
        await using var browser = Chromium.Start();
        // Nothing listens there: the label is that of the settings.
        var ibkr = new IbkrSettings
        {
            Enabled = true,
            Port = 1,
            Source = IbkrSource.Synthetic,
            CacheFolder = "",
        };
        await using var page = await ServedPage.StartAsync(ibkr: ibkr);
        var context = await browser.ContextAsync();
        var tab = await browser.TabAsync(context, await page.InviteAsync());
        await browser.UntilAsync(tab, "document.querySelector('footer') !== null");
        Assert.That(await browser.TextAsync(tab, "footer"), Does.Contain("IBKR SYNTHETIC"));
        await browser.RunAsync(tab, "location.hash = '#/system'");
        await browser.UntilAsync(tab, "document.querySelector('section[aria-labelledby=ibkr-head] dd')?.innerText.includes('SYNTHETIC')");
        await browser.CloseAsync(context);
    }
}
