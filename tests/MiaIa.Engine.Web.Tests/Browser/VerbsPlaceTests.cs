namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>Whoever reaches for Flatten must not press what came into its place meanwhile.</summary>
public sealed class VerbsPlaceTests
{
    // Where the button stands on every screen from that of a small tablet to that of a desk.
    private const string Places = """
        (() =>
          Array.from({ length: 38 }, (_, i) => {
            document.body.style.width = `${700 + i * 20}px`;
            const { left, top } = document.querySelector(".verbs .flatten").getBoundingClientRect();
            return `${Math.round(left)}/${Math.round(top)}`;
          }))()
        """;

    [Test]
    public async Task The_verbs_stay_where_they_are_when_an_alert_comes()
    {
        await using var browser = Chromium.Start();
        await using var page = await ServedPage.StartAsync();
        var tab = await browser.TabAsync(await browser.ContextAsync(), await page.InviteAsync());
        await browser.UntilAsync(tab, "document.querySelector('.verbs .flatten') !== null");
        await browser.RunAsync(tab, $"(window.before = {Places}).length");
        page.Engine.Runner.Halt(new V1.HaltRequest { By = "test", Reason = "for an alert" });
        await browser.UntilAsync(tab, "document.querySelector('[data-test=alerts-waiting]') !== null");
        Assert.That(await browser.NumberAsync(tab, $"{Places}.filter((place, i) => place !== window.before[i]).length"), Is.Zero);
    }
}
