using MiaIa.Cli.Demo;

namespace MiaIa.Cli.Tests.Demo;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LevelReaderTests
{
    private readonly LevelReader _reader = new();

    [Test]
    public void Levels_are_told_from_the_lines_of_signals_and_follow_their_changes()
    {
        Draw("line", 1, 6_050, "call wall");
        Draw("line", 2, 5_950, "put wall");
        Draw("line", 3, 6_008.25, "stop SYNTHETIC");
        Draw("line", 4, 6_014.25, "target SYNTHETIC");
        Draw("line", 6, 6_010, "position +1");
        Draw("line", 2, 5_940, "put wall", "adjust");
        Draw("marker", 5, 6_000, "");
        Assert.That(_reader.Levels, Is.EqualTo([new DrawnLevel("call wall", 6_050), new DrawnLevel("put wall", 5_940)]));
    }

    [Test]
    public void A_level_that_is_taken_away_is_gone()
    {
        Draw("line", 1, 6_050, "call wall");
        Draw("line", 2, 5_990, "zero gamma");
        Draw("line", 1, 6_050, "call wall", "delete");
        Draw("line", 2, 5_991, "zero gamma", "adjust");
        Assert.That(_reader.Levels, Is.EqualTo([new DrawnLevel("zero gamma", 5_991)]));
    }

    [Test]
    public void What_a_study_takes_away_at_its_end_stood_until_then()
    {
        Draw("line", 1, 6_050, "call wall");
        Draw("line", 2, 5_990, "zero gamma");
        Draw("line", 1, 6_050, "call wall", "delete");
        Draw("line", 2, 5_990, "zero gamma", "delete");
        Assert.That(_reader.Levels, Is.EqualTo([new DrawnLevel("call wall", 6_050), new DrawnLevel("zero gamma", 5_990)]));
    }

    [Test]
    public void The_status_is_the_last_text_without_a_price()
    {
        Draw("text", 1, null, "waiting");
        Draw("text", 2, 6_000, "SYNTHETIC GOOD +0.29 x1");
        Draw("text", 1, null, "VIX 16.2", "adjust");
        Draw("text", 1, null, "VIX 16.2", "delete");
        Assert.That(_reader.Status, Is.EqualTo("VIX 16.2"));
        Assert.That(_reader.Levels, Is.Empty);
    }

    private void Draw(string tool, int line, double? price, string text, string op = "add") =>
        _reader.Apply(new HostDraw(op, line, tool, price, text, 1_000_000));
}
