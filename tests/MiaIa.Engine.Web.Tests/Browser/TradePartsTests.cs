using System.Diagnostics;
using System.Globalization;
using MiaIa.Engine.Host.Page;
using Microsoft.Extensions.DependencyInjection;

namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>Parts of the view Trade that stand beside its chart, and what it costs the engine.</summary>
public sealed class TradePartsTests
{
    private const string HasScore = "document.querySelector('[data-test=score]') !== null";
    private const string Halted = "document.querySelector('[data-test=state]').innerText.includes('HALTED')";

    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    private ServedPage _page = null!;
    private Chromium _browser = null!;
    private PlayedTape _tape = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _browser = Chromium.Start();
        _page = await ServedPage.StartAsync();
        // Halted when its first signal would be born, so that of what a gate refuses then it does not refuse all alone.
        _page.Engine.Runner.Halt(new V1.HaltRequest { By = "test", Reason = "for the gates" });
        _tape = await PlayedTape.BeginAsync(_page.Study(), PlayedTape.SecondsToAnEntry);
        _page.Engine.Runner.Resume(new V1.ResumeRequest { By = "test" });
        await _tape.PlayAsync(30);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _tape.Dispose();
        await _browser.DisposeAsync();
        await _page.DisposeAsync();
    }

    [Test]
    public async Task Flatten_by_the_keyboard_asks_back_and_then_the_engine_flattens()
    {
        var (context, tab) = await OpenAsync();
        await _browser.PressAsync(tab, "f");
        await _browser.UntilAsync(tab, "document.querySelector('dialog') !== null");
        Assert.That(_page.State().Halted, Is.False, "nothing happens before it is confirmed");
        await _browser.PressAsync(tab, "Enter");
        await _browser.UntilAsync(tab, Halted);
        Assert.That(_page.State().HaltReason, Does.StartWith("flatten").And.Contain("by hand, on the page"));
        _page.Engine.Runner.Resume(new V1.ResumeRequest { By = "test" });
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task All_tabs_of_a_browser_share_one_stream()
    {
        var service = _page.Engine.Shared.GetRequiredService<PageService>();
        await UntilAsync(() => service.Watchers == 0);
        var (context, _) = await OpenAsync();
        for (var i = 0; i < 2; i++)
            await _browser.UntilAsync(await _browser.TabAsync(context, _page.Address), HasScore);
        Assert.That(service.Watchers, Is.EqualTo(1));
        var (other, _) = await OpenAsync();
        Assert.That(service.Watchers, Is.EqualTo(2), "another browser");
        await _browser.CloseAsync(context);
        await _browser.CloseAsync(other);
    }

    [Test]
    public async Task Each_gate_stands_with_its_meter_and_the_day_with_its_profit()
    {
        var (context, tab) = await OpenAsync();
        var instrument = _page.State().Instrument.Single(one => one.Instrument == "MES");
        var asked = instrument.GateMeter.Where(line => line.Judged > 0 && char.IsLower(line.Code[0])).ToArray();
        Assert.That(asked, Has.Length.EqualTo(9));
        Assert.That(
            asked.Select(line => (Share(line.Refused, line.Judged), Share(line.RefusedAlone, line.Judged))),
            Has.Some.Matches<(string All, string Alone)>(shares => shares.All != shares.Alone),
            "else the two columns could be one"
        );
        const string Rows =
            "[...document.querySelectorAll('section:has(#gates-head) tbody tr')]"
            + ".map((row) => [...row.querySelectorAll('td')].map((cell) => cell.innerText.replace(/\\s+/g, ' ')).join('|'))";
        foreach (var line in asked)
        {
            // What it refused at all and alone, as shares, and how often it was asked.
            string[] cells = [Share(line.Refused, line.Judged), Share(line.RefusedAlone, line.Judged), line.Judged.ToString("N0", English)];
            await _browser.UntilAsync(tab, $"{Rows}.includes('{string.Join('|', cells)}')");
        }

        var cents = instrument.Trading.DayProfitCents;
        Assert.That(cents, Is.Not.Zero, "an entry has cost its fees");
        var profit = (cents < 0 ? "\u2212" : "+") + (Math.Abs(cents) / 100.0).ToString("N2", English);
        Assert.That(await _browser.TextAsync(tab, "section:has(#position-head)"), Does.Contain($"{profit} $"));
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task The_bars_are_of_one_minute_or_of_five_and_their_maker_is_named()
    {
        var (context, tab) = await OpenAsync();
        const string Label = "document.querySelector('.chart').ariaLabel";
        await _browser.UntilAsync(tab, $"{Label}.includes('1')");
        await _browser.ClickAsync(tab, "section:has(#chart-head) .choices button:last-child");
        await _browser.UntilAsync(
            tab,
            $"document.querySelector('section:has(#chart-head) .choices button:last-child').ariaPressed === 'true' && {Label}.includes('5')"
        );
        Assert.That(
            await _browser.NumberAsync(tab, "document.querySelectorAll('footer a[href*=\"tradingview.com\"]').length"),
            Is.EqualTo(1)
        );
        Assert.That(
            await _browser.NumberAsync(tab, "document.querySelectorAll('.chart a').length"),
            Is.Zero,
            "no logo that writes a style"
        );
        Assert.That(await _browser.ErrorsAsync(), Is.Empty);
        await _browser.CloseAsync(context);
    }

    // A browser rounds a half up.
    private static string Share(ulong count, ulong of) =>
        $"{Math.Round(100m * count / of, 1, MidpointRounding.AwayFromZero).ToString("N1", English)} %";

    private async Task<(int Context, int Tab)> OpenAsync()
    {
        var context = await _browser.ContextAsync();
        var tab = await _browser.TabAsync(context, await _page.InviteAsync());
        await _browser.UntilAsync(tab, HasScore);
        return (context, tab);
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
