using System.Text.Json;
using MiaIa.Cli.Demo;
using MiaIa.Hosting;

namespace MiaIa.Cli.Tests.Demo;

public sealed class SignalReaderTests
{
    private readonly List<DrawnSignal> _born = [];
    private readonly List<string> _changed = [];
    private SignalReader _reader = null!;

    [SetUp]
    public void Start()
    {
        _born.Clear();
        _changed.Clear();
        _reader = new SignalReader(_born.Add, _changed.Add);
    }

    [Test]
    public void A_signal_is_told_once_its_lines_are_drawn()
    {
        Draw("marker", 1, 6010.25, "");
        Draw("text", 2, 6009.25, "SYNTHETIC LONG GOOD +0.29 x1");
        Draw("line", 3, 6008.25, "stop SYNTHETIC");
        Assert.That(_born, Is.Empty);
        Draw("line", 4, 6014.25, "target SYNTHETIC");
        var signal = _born.Single();
        Assert.That(
            signal,
            Is.EqualTo(new DrawnSignal("SYNTHETIC", "GOOD", 0.29, true, 6010.25, 1_000_000) { Stop = 6008.25, Target = 6014.25 })
        );
        Assert.That(
            signal.ToString(),
            Is.EqualTo("[SYNTHETIC] 00:00:01.000 UTC  LONG  GOOD    C +0.29  at 6010.25  stop 6008.25  target 6014.25")
        );
    }

    [Test]
    public void A_signal_that_was_over_before_it_could_be_drawn_says_why()
    {
        Draw("marker", 1, 5959.25, "");
        Draw("text", 2, 5960.25, "SYNTHETIC SHORT GOOD x1 ended at +0.02: weakened");
        Draw("marker", 3, 5958, "");
        Assert.That((_born.Single().Direction, _born.Single().EndedBecause), Is.EqualTo(("SHORT", "weakened")));
        Assert.That(_born.Single().ToString(), Does.EndWith("over already: weakened"));
    }

    [Test]
    public void A_signal_whose_score_nobody_knows_has_none()
    {
        Draw("marker", 1, 5959.25, "");
        Draw("text", 2, 5960.25, "SYNTHETIC SHORT GOOD x1 ended: stale");
        _reader.Flush();
        Assert.That((_born.Single().Tier, _born.Single().Score, _born.Single().EndedBecause), Is.EqualTo(("GOOD", (double?)null, "stale")));
        Assert.That(_born.Single().ToString(), Does.Contain("C unknown  at"));
    }

    [Test]
    public void Without_a_label_it_is_one_of_a_real_chart()
    {
        Draw("marker", 1, 6010.25, "");
        Draw("text", 2, 6011.25, "SHORT PREMIUM -0.41 x2");
        _reader.Flush();
        Assert.That((_born.Single().Label, _born.Single().Direction, _born.Single().Stop), Is.EqualTo(("", "SHORT", (double?)null)));
    }

    [TestCase("LONG GOOD +0.31 x1 raised")]
    [TestCase("LONG GOOD +0.31 x1 filled")]
    [TestCase("LONG GOOD +0.31 stopped")]
    [TestCase("LONG GOOD +0.31 x2 target ended: weakened")]
    public void What_has_become_of_its_order_makes_it_no_other_signal(string text)
    {
        Draw("marker", 1, 6010.25, "");
        Draw("text", 2, 6009.25, text);
        _reader.Flush();
        Assert.That((_born.Single().Tier, _born.Single().Score), Is.EqualTo(("GOOD", 0.31)));
    }

    [TestCase("LONG", 6008.25, 6014.25)]
    [TestCase("SHORT", 6012.25, 6006.25)]
    public void A_line_that_its_neighbour_names_is_stop_or_target_by_its_side(string direction, double stop, double target)
    {
        Draw("marker", 1, 6010.25, "");
        Draw("text", 2, 6009.25, $"SYNTHETIC {direction} GOOD +0.29 x1");
        Draw("line", 3, stop, "");
        Draw("line", 4, target, "");
        Assert.That((_born.Single().Stop, _born.Single().Target), Is.EqualTo(((double?)stop, (double?)target)));
    }

    [Test]
    public void Its_end_is_a_change_of_its_text()
    {
        Draw("marker", 1, 6010.25, "");
        Draw("text", 2, 6009.25, "SYNTHETIC LONG GOOD +0.29 x1");
        Draw("text", 2, 6009.25, "SYNTHETIC LONG GOOD +0.29 x1", "adjust");
        Draw("text", 2, 6009.25, "SYNTHETIC LONG GOOD x1 ended at +0.24: weakened", "adjust");
        Assert.That(_changed, Is.EqualTo(new List<string> { "00:00:01.000 UTC  SYNTHETIC LONG GOOD x1 ended at +0.24: weakened" }));
    }

    [Test]
    public async Task What_the_study_itself_draws_is_read()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["demo", "--minutes", "50", "--speed", "0", "--json"], output, error);
        Assert.That(code, Is.EqualTo(ExitCodes.Ok), error.ToString());
        var signals = JsonDocument.Parse(output.ToString()).RootElement.GetProperty("signals").EnumerateArray().ToArray();
        Assert.That(signals, Is.Not.Empty);
    }

    [Test]
    public void Other_drawings_are_no_signals()
    {
        Draw("text", 1, null, "MiaIa: waiting for the bridge");
        Draw("line", 2, 6000, "call wall");
        Draw("marker", 3, 6010.25, "");
        Draw("text", 1, null, "MiaIa: engine connected");
        _reader.Flush();
        Assert.That(_born, Is.Empty);
    }

    private void Draw(string tool, int line, double? price, string text, string op = "add") =>
        _reader.Apply(new HostDraw(op, line, tool, price, text, 1_000_000));
}
