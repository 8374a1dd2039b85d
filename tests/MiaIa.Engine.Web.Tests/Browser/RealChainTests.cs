using MiaIa.CboeFiles;
using MiaIa.Engine.Host;
using MiaIa.Engine.Runtime.OptionInputs;
using MiaIa.V1;

namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>The view Gamma with a whole recorded chain: fifty expiries, ten thousand contracts.</summary>
public sealed class RealChainTests
{
    private const double BasisPoints = 5;

    private ServedPage _page = null!;
    private Chromium _browser = null!;
    private PlayedTape _tape = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        var table = CboeTableReader.Read(Recorded.Match("spx-chains", "SPX_2023-06-09*.csv.gz"));
        _page = await ServedPage.StartAsync();
        var start = table.AsOf.Micros - 60_000_000;
        _tape = await PlayedTape.BeginAtAsync(_page.Study(), 60, start, (int)Math.Round(4 * (table.Spot + BasisPoints)));
        foreach (var input in TableInputs.From(table, Underlying.Spx, OptionSource.Replay))
            Assert.That(_page.Engine.Runner.Apply(input), Is.Null);
        await PlayAsync(_page.Engine, _tape, table.Spot, 400);

        var view = await new V1.Gamma.GammaClient(_page.Channel).GetGammaAsync(new GetGammaRequest { Instrument = "MES" });
        Assert.That((view.State, view.Source), Is.EqualTo((ChainState.Fitted, "replay")));
        Assert.That(view.Exposure.Expiry, Has.Count.GreaterThan(40));
        Assert.That(view.Exposure.Cell, Has.Count.EqualTo(200));
        Assert.That(view.Exposure.All.CallWall.Strike, Is.InRange(0.95 * table.Spot, 1.05 * table.Spot));
        _browser = Chromium.Start();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _tape?.Dispose();
        if (_browser is not null)
            await _browser.DisposeAsync();
        if (_page is not null)
            await _page.DisposeAsync();
    }

    [TestCase("light", 1440)]
    [TestCase("dark", 390)]
    public async Task A_recorded_chain_is_drawn_and_changes_within_the_day(string theme, int width)
    {
        var context = await _browser.ContextAsync(theme, "en-US", width, width < 600 ? 844 : 1000);
        var tab = await _browser.TabAsync(context, await _page.InviteAsync());
        await _browser.UntilAsync(tab, "document.querySelector('main[data-test=trade]') !== null");
        await _browser.RunAsync(tab, "location.hash = '#/gamma'");
        await _browser.UntilAsync(tab, "document.querySelectorAll('.plot canvas').length >= 4");
        await _browser.ClickAsync(tab, "[data-test=gamma-change]");
        if (Environment.GetEnvironmentVariable("MIAIA_PICTURES") is { Length: > 0 } folder)
            await _browser.PictureAsync(tab, Path.Combine(folder, $"gamma-real-change-{theme}-{width}.png"));
        await _browser.ClickAsync(tab, "[data-test=gamma-exposure]");
        if (Environment.GetEnvironmentVariable("MIAIA_PICTURES") is { Length: > 0 } pictures)
            await _browser.PictureAsync(tab, Path.Combine(pictures, $"gamma-real-{theme}-{width}.png"));
        Assert.That(await _browser.NumberAsync(tab, "document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
        Assert.That(await _browser.AxeAsync(tab), Is.Empty);
        Assert.That(await _browser.ErrorsAsync(), Is.Empty);
        await _browser.CloseAsync(context);
    }

    private static async Task PlayAsync(EngineServer engine, PlayedTape tape, double spot, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            var at = engine.Runner.Read(state => state.FindInstrument("MES")!.Core.Now.Micros);
            var print = new UnderlyingPrint
            {
                Underlying = Underlying.Spx,
                Points = spot + (0.1 * (second / 10)),
                ObservedUnixUs = at,
                Source = OptionSource.Replay,
            };
            Assert.That(engine.Runner.Apply(new OptionInput { Print = print }), Is.Null);
            await tape.PlayAsync(1);
        }
    }
}
