using System.Globalization;
using MiaIa.V1;

namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>The view Trade lists the working orders of ours, from the entry that is decided to the position that is closed.</summary>
public sealed class WorkingOrdersTests
{
    // A row's cells by their text, joined; the list is a region of its own name.
    private const string Rows =
        "[...document.querySelectorAll('section:has(#position-head) [role=region] tbody tr')]"
        + ".map((row) => [...row.cells].map((cell) => cell.innerText.replace(/\\s+/g, ' ').trim()).join('|'))";

    private const string Place = "document.querySelector('section:has(#position-head)').innerText";

    // Every blank of the page is read as one.
    private static readonly NumberFormatInfo French = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = " " };

    private ServedPage _page = null!;
    private Chromium _browser = null!;
    private PlayedTape _tape = null!;

    [SetUp]
    public async Task Start()
    {
        _browser = Chromium.Start();
        _page = await ServedPage.StartAsync();
        _tape = await PlayedTape.BeginAsync(_page.Study(), PlayedTape.SecondsToAnEntry - 120);
    }

    [TearDown]
    public async Task Stop()
    {
        _tape.Dispose();
        await _browser.DisposeAsync();
        await _page.DisposeAsync();
    }

    [TestCase("en-US")]
    [TestCase("fr-FR")]
    public async Task Stop_and_target_of_a_position_are_listed_until_it_is_closed(string locale)
    {
        var isFrench = locale == "fr-FR";
        var context = await _browser.ContextAsync(locale: locale);
        var tab = await _browser.TabAsync(context, await _page.InviteAsync());
        var none = isFrench ? "Aucun ordre en cours." : "No working order.";
        await _browser.UntilAsync(tab, $"document.querySelector('#position-head') !== null && {Place}.includes('{none}')");
        Assert.That(Now().Order, Is.Empty);

        await _tape.PlayAsync(150);
        Assert.That(Now().Order.Select(order => order.Role), Is.EquivalentTo([OrderRole.Stop, OrderRole.Target]));
        await _browser.UntilAsync(tab, $"{Rows}.length === 2 && !{Place}.includes('{none}')");
        // A long position, in the tape's ticks of a quarter.
        var (last, form) = (Now().LastPriceTicks, isFrench ? French : NumberFormatInfo.InvariantInfo);
        foreach (var order in Now().Order)
        {
            Assert.That((order.Direction, order.FilledLots), Is.EqualTo((Direction.Short, 0)));
            var isStop = order.Role == OrderRole.Stop;
            Assert.That(order.PriceTicks, isStop ? Is.LessThan(last) : Is.GreaterThan(last));
            var name = (isStop, isFrench) switch
            {
                (true, _) => "stop",
                (_, true) => "objectif",
                _ => "target",
            };
            var distance = (Math.Abs(order.PriceTicks - last) * 0.25m).ToString("N2", form);
            string[] cells =
            [
                $"▼ {name}",
                isFrench ? "en place" : "working",
                $"0/{order.Lots}",
                (order.PriceTicks * 0.25m).ToString("N2", form),
                (isStop ? "−" : "+") + distance,
            ];
            await _browser.UntilAsync(tab, $"{Rows}.includes('{string.Join('|', cells)}')");
        }

        await _browser.PressAsync(tab, "f");
        await _browser.UntilAsync(tab, "document.querySelector('dialog') !== null");
        await _browser.PressAsync(tab, "Enter");
        for (var i = 0; Now().Order.Count > 0; i++)
        {
            Assert.That(i, Is.LessThan(60), "seconds of market to close it");
            await _tape.StepAsync();
        }

        await _browser.UntilAsync(tab, $"{Rows}.length === 0 && {Place}.includes('{none}')");
        Assert.That(await _browser.ErrorsAsync(), Is.Empty);
        await _browser.CloseAsync(context);
    }

    private InstrumentState Now() => _page.State().Instrument.Single(one => one.Instrument == "MES");
}
