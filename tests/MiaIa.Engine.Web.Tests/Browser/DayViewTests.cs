using System.Globalization;
using MiaIa.Reports.Tests;
using Microsoft.Data.Sqlite;

namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>The view Day over a database of made-up trades.</summary>
public sealed class DayViewTests
{
    private const string Shown = "document.querySelector('[data-test=day-shown]') !== null";

    private ServedPage _page = null!;
    private Chromium _browser = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _browser = Chromium.Start();
        _page = await ServedPage.StartAsync();
        MadeUpTrades.Write(_page.Database, 60, new(2026, 6, 23), new(2026, 6, 24), new(2026, 6, 25));
        await using var connection = new SqliteConnection($"Data Source={_page.Database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        // The newest signal's order.
        command.CommandText = """
            INSERT INTO orders SELECT segment, byte, 10, instrument, mode, label, 'Enter', 900, signal_id, direction, 1, 20000, NULL, 8, 16, '',
                born_ns FROM signals WHERE signal_id = 180;
            INSERT INTO order_states SELECT segment, byte, 11, instrument, mode, label, 900, 0, 'Entry', direction, 'Refused', 1, 0, NULL, 'drift',
                born_ns FROM signals WHERE signal_id = 180;
            """;
        await command.ExecuteNonQueryAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _browser.DisposeAsync();
        await _page.DisposeAsync();
    }

    [Test]
    public async Task The_newest_date_is_shown_and_another_can_be_chosen()
    {
        var (context, tab) = await OpenAsync();
        Assert.That(await _browser.TextAsync(tab, "[data-test=trade-date]"), Is.EqualTo("2026-06-25"));
        Assert.That(await _browser.NumberAsync(tab, Rows("day-trips")), Is.EqualTo(60));
        Assert.That(await _browser.NumberAsync(tab, Rows("day-signals")), Is.EqualTo(60));
        Assert.That(await _browser.NumberAsync(tab, Rows("day-features")), Is.EqualTo(10));
        Assert.That(await _browser.NumberAsync(tab, Rows("day-card")), Is.EqualTo(8));
        Assert.That(await _browser.TextAsync(tab, "section:has(#day-gates)"), Does.Contain("approved signals").And.Contain("Spread"));

        await _browser.RunAsync(
            tab,
            "(() => { const s = document.querySelector('[data-test=choose-date]'); s.value = '2026-06-23'; s.dispatchEvent(new Event('change')); })()"
        );
        await _browser.UntilAsync(tab, "document.querySelector('[data-test=trade-date]')?.innerText === '2026-06-23'");
        Assert.That(await _browser.ErrorsAsync(), Is.Empty);
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task Who_refused_a_signal_is_a_rule_the_study_or_nobody()
    {
        var (context, tab) = await OpenAsync();
        var text = await _browser.TextAsync(tab, "section:has(#day-signals)");
        Assert.That(text, Does.Contain("study: drift").And.Contain("Spread").And.Not.Contain("approved"));
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task Money_of_the_page_is_that_of_the_database()
    {
        var (context, tab) = await OpenAsync();
        var text = await _browser.TextAsync(tab, "section:has(#day-money)");
        var cents = _page.Days.Look("").Booked.First(line => line.Book == "dry-run").ProfitCents;
        Assert.That(text, Does.Contain(Math.Abs(cents / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture)));
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task In_French_dates_and_figures_are_French()
    {
        var (context, tab) = await OpenAsync(locale: "fr-FR");
        Assert.That(await _browser.TextAsync(tab, "[data-test=trade-date]"), Is.EqualTo("25/06/2026"));
        Assert.That(await _browser.TextAsync(tab, "[data-test=choose-date]"), Does.Contain("25/06/2026").And.Not.Contains("2026-06"));
        var money = await _browser.TextAsync(tab, "section:has(#day-money) tbody");
        Assert.That(money, Does.Match(@"\d,\d\d .*\$").And.Match(@"\d\d/\d\d/\d{4}").And.Not.Match(@"\d\.\d\d"));
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task It_passes_axe_and_fits_the_screen([Values("light", "dark")] string theme, [Values(390, 1440)] int width)
    {
        var (context, tab) = await OpenAsync(theme, width == 390 ? "fr-FR" : "en-US", width);
        if (Environment.GetEnvironmentVariable("MIAIA_PICTURES") is { Length: > 0 } folder)
            await _browser.PictureAsync(tab, Path.Combine(folder, $"day-filled-{theme}-{width}.png"));
        Assert.That(await _browser.AxeAsync(tab), Is.Empty);
        Assert.That(await _browser.NumberAsync(tab, "document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
        Assert.That(await _browser.ErrorsAsync(), Is.Empty);
        await _browser.CloseAsync(context);
    }

    private static string Rows(string id) => $"document.querySelectorAll('section:has(#{id}) tbody tr').length";

    private async Task<(int Context, int Tab)> OpenAsync(string theme = "dark", string locale = "en-US", int width = 1440)
    {
        var context = await _browser.ContextAsync(theme, locale, width, width < 600 ? 844 : 1000);
        var tab = await _browser.TabAsync(context, await _page.InviteAsync());
        await _browser.UntilAsync(tab, "document.querySelector('main') !== null");
        await _browser.RunAsync(tab, "location.hash = '#/day'");
        await _browser.UntilAsync(tab, Shown);
        return (context, tab);
    }
}
