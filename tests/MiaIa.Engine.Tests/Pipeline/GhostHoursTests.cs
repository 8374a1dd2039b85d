namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>When ghosts leave by the hour: every gate has a price, also the one that refuses by the hour.</summary>
public sealed class GhostHoursTests
{
    [TestCase("2026-06-09 09:10")]
    [TestCase("2026-06-09 16:30")]
    [TestCase("2026-06-09 19:00")]
    [TestCase("2026-06-09 03:00")]
    public void A_signal_outside_the_hours_has_its_bracket_as_any_other(string moment)
    {
        var stage = new Stage(begins: moment);
        stage.Born(1);
        Assert.That(stage.Refusals, Does.Contain("SESSION"));
        stage.Book();
        Assert.That(stage.Trading.Ghosts.Open, Is.EqualTo(1));
        stage.Silent(30);
        Assert.That(stage.Trading.Ghosts.Open, Is.EqualTo(1), "nobody would have closed it by now");
        stage.Trade(23_980);
        stage.Book();
        Assert.That((stage.Trading.Ghosts.Open, stage.Trading.EndedGhosts.Length), Is.EqualTo((0, 2)), "its stop, by both rules");
    }

    [Test]
    public void At_the_close_every_ghost_leaves()
    {
        var stage = new Stage(begins: "2026-06-09 15:58:50");
        stage.Born(1);
        stage.Book();
        stage.Silent(5);
        Assert.That(stage.Trading.Ghosts.Open, Is.EqualTo(1));
        stage.Silent(10);
        Assert.That(stage.Trading.Ghosts.Open, Is.Zero);
    }
}
