using MiaIa.Engine.Runtime.Tests.Journal;

namespace Kills.Charts;

/// <summary>The trader replays the last hour on his live chart, with all that is ours behind it.</summary>
[Platform(Exclude = "Win", Reason = "SIGTERM is not sent there")]
public sealed class ReplayedChartTests
{
    private const ulong Seed = 1;
    private const int Minutes = 40;

    [Test]
    public async Task Fault_63_After_a_replay_the_chart_shows_what_it_shows_without()
    {
        using var folder = new TemporaryFolder();
        var market = DayPlan.MadeUp(folder.FullName, Seed, Minutes);
        var (undisturbed, replayed) = (Chart("undisturbed"), Chart("replayed"));
        await Task.WhenAll(undisturbed.PlayAsync(), replayed.PlayAsync("replay@1500", "replay@2000"));
        Assert.That(replayed.Log.Count(line => line == "host: the replay ends"), Is.EqualTo(2), string.Join('\n', replayed.Log));
        Assert.That(undisturbed.Signals, Is.Positive, "without signals the lines alone are compared");
        Assert.That(replayed.Drawings, Is.EqualTo(undisturbed.Drawings), string.Join('\n', replayed.Log));

        PlayedChart Chart(string name) => new(Directory.CreateDirectory(Path.Combine(folder.FullName, name)).FullName, market);
    }
}
