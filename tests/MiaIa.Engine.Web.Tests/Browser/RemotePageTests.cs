using MiaIa.Hosting.Credentials;
using MiaIa.Tests.Tls;

namespace MiaIa.Engine.Web.Tests.Browser;

/// <summary>The page under another machine's name, by TLS, in a real browser.</summary>
public sealed class RemotePageTests
{
    private const string HasScore = "document.querySelector('[data-test=score]') !== null";

    // The name leads here, and the tests' authority is none of the browser's.
    private static readonly string[] Arguments =
    [
        $"--host-resolver-rules=MAP {ServedElsewhere.Name} 127.0.0.1",
        "--ignore-certificate-errors",
    ];

    private TestCertificates _made = null!;
    private ServedPage _page = null!;
    private Chromium _browser = null!;
    private PlayedTape _tape = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _made = new TestCertificates();
        _browser = Chromium.Start(Arguments);
        _page = await ServedPage.StartAsync(elsewhere: new ServedElsewhere(_made));
        _tape = await PlayedTape.BeginAsync(_page.Study(), 200);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _tape.Dispose();
        await _browser.DisposeAsync();
        await _page.DisposeAsync();
        _made.Dispose();
    }

    [Test]
    public async Task It_is_live_in_nine_tabs_and_its_halt_acts()
    {
        var context = await _browser.ContextAsync();
        var first = await _browser.TabAsync(context, await _page.InviteAsync());
        await _browser.UntilAsync(first, HasScore);
        Assert.That(await _browser.TextAsync(first, "[data-test=feed]"), Does.Contain("up to date"));
        for (var i = 0; i < 8; i++)
            await _browser.UntilAsync(await _browser.TabAsync(context, _page.Address), HasScore);
        foreach (var view in (string[])["gamma", "day", "system", "trade"])
        {
            await _browser.RunAsync(first, $"location.hash = '#/{view}'");
            await _browser.UntilAsync(first, $"document.querySelector('main[data-test={view}]') !== null");
        }

        await _browser.PressAsync(first, "h");
        await _browser.PressAsync(first, "Enter");
        await _browser.UntilAsync(first, "document.querySelector('[data-test=state]').innerText.includes('HALTED')");
        Assert.That(_page.State().Halted, Is.True);
        Assert.That(await _browser.ErrorsAsync(), Is.Empty);
        await _browser.CloseAsync(context);
    }

    [Test]
    public async Task A_browser_that_may_only_watch_has_no_verbs_and_one_without_a_key_sees_nothing()
    {
        var context = await _browser.ContextAsync();
        var tab = await _browser.TabAsync(context, await _page.InviteAsync(AccessRole.Watch));
        await _browser.UntilAsync(tab, HasScore);
        Assert.That(await _browser.NumberAsync(tab, "document.querySelectorAll('.verbs button:not(:disabled)').length"), Is.Zero);
        await _browser.CloseAsync(context);
        context = await _browser.ContextAsync();
        tab = await _browser.TabAsync(context, _page.Address);
        await _browser.UntilAsync(tab, "document.body.innerText.includes('miaia page')");
        Assert.That(await _browser.NumberAsync(tab, $"({HasScore}) ? 1 : 0"), Is.Zero);
        await _browser.CloseAsync(context);
        // What was refused is an error of the console: that is what this test is about.
        await _browser.ErrorsAsync();
    }
}
