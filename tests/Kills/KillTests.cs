using System.Diagnostics;
using System.Globalization;
using MiaIa.Engine.Runtime.Tests.Journal;

namespace Kills;

/// <summary>
/// Engine and bridge are killed with SIGKILL while a market is traded in Sierra's simulation, at rest, as orders move, as switches are thrown, and
/// as they start. In CI fifty times; <c>MIAIA_KILLS=500</c> makes it rounds of fifty with other seeds.
/// </summary>
[Platform(Exclude = "Win", Reason = "SIGKILL and SIGTERM are not sent there")]
public sealed class KillTests
{
    private const int RoundKills = 50;
    private const int UsualSeed = 1;
    private const int MoreRoundsMax = 4;

    [Test]
    public async Task Fault_45_Killed_anywhere_no_order_is_doubled_no_execution_lost_no_latch_forgotten()
    {
        var kills = Number("MIAIA_KILLS", RoundKills);
        var seed = Number("MIAIA_KILLS_SEED", UsualSeed);
        var all = new KillTally();
        for (; all.Kills < kills; seed++)
            all.Add(await PlayAsync(seed, Math.Min(RoundKills, kills - all.Kills)));
        var rounds = kills / RoundKills;
        // A run in which too little happened proves nothing. How much does is up to the machine, so that a thin one goes on for a while.
        for (var more = 0; more < MoreRoundsMax && rounds > 0 && all.IsThin(rounds); more++)
            all.Add(await PlayAsync(seed++, RoundKills / 2));
        await TestContext.Progress.WriteLineAsync($"in all: {all}");
        if (rounds == 0)
            return;
        Assert.That(all.Entries, Is.GreaterThanOrEqualTo(KillTally.EntriesMin * rounds), "entries");
        Assert.That(all.Fills, Is.GreaterThanOrEqualTo(KillTally.FillsMin * rounds), "executions");
        Assert.That(all.PartlyFilled, Is.GreaterThanOrEqualTo(rounds / 4), "orders filled in parts");
        Assert.That(all.LatchesKept, Is.GreaterThanOrEqualTo(KillTally.LatchesMin * rounds), "halts that a life found again");
        Assert.That(all.KillsIn(KillRound.AtAnOrder), Is.GreaterThanOrEqualTo(KillTally.OrderKillsMin * rounds), "kills as an order moved");
        Assert.That(all.KillsIn("starting"), Is.GreaterThanOrEqualTo(2 * rounds), "kills at a start");
        Assert.That(all.KillsIn("a switch"), Is.GreaterThanOrEqualTo(3 * rounds), "kills at a switch");
        Assert.That(all.RecoveriesMet, Is.GreaterThanOrEqualTo(10 * rounds), "states recovered");
    }

    private static async Task<KillTally> PlayAsync(int seed, int kills)
    {
        var began = Stopwatch.GetTimestamp();
        TradedDay.NeedPrograms();
        var folder = new TemporaryFolder();
        using var round = new KillRound(folder.FullName, seed, kills);
        try
        {
            await round.RunAsync();
        }
        catch (Exception fault)
        {
            await TestContext.Progress.WriteLineAsync($"seed {seed} is kept in {folder.FullName}: {round.Tally}\n{round.Log()}");
            throw new KillFault($"seed {seed}, {kills} kills (MIAIA_KILLS_SEED={seed} MIAIA_KILLS={kills}): {fault}");
        }

        if (Environment.GetEnvironmentVariable("MIAIA_KILLS_KEEP") is null)
            folder.Dispose();
        await TestContext.Progress.WriteLineAsync($"seed {seed}, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s: {round.Tally}");
        return round.Tally;
    }

    private static int Number(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : usual;
}
