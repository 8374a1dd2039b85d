using System.Diagnostics;
using System.Globalization;
using Simulation.Checks;

namespace Simulation;

/// <summary>What tools/simulate runs; the settings come from the environment, because a test has no arguments.</summary>
[Explicit("tools/simulate runs it")]
[Category("Timed")]
public sealed class AskedForTests
{
    private const string Prefix = "MIAIA_SIMULATE_";
    private const int ProgressSeconds = 5;

    [Test]
    public void Seeds()
    {
        var (first, count) = (Number("FIRST", 1), Number("SEEDS", 100));
        var tally = new Tally();
        var began = Stopwatch.StartNew();
        var saidAt = TimeSpan.Zero;
        for (var next = first; next < first + count; next++)
        {
            tally.Take(next);
            if (began.Elapsed - saidAt < TimeSpan.FromSeconds(ProgressSeconds))
                continue;
            saidAt = began.Elapsed;
            Say($"{tally.Days} of {count} seeds, {tally.Days / began.Elapsed.TotalSeconds:F1} a second; {tally}");
        }

        Say($"{tally.Days} seeds, {tally.Days / began.Elapsed.TotalSeconds:F1} a second; {tally}");
        Say(tally.RowsInWords);
        foreach (var (seed, rule) in tally.Failures)
            Say($"seed {seed}: {rule}");
        Assert.That(tally.Failures, Is.Empty, "the first failing seed is the first of the list: tools/simulate --seed N tells its story");
    }

    [Test]
    public void Story()
    {
        var story = new Story(isKept: true);
        using var day = new SimulatedDay(Number("SEED", 1), story);
        try
        {
            story.Tell($"{day.Run()}");
        }
        catch (BrokenRuleException broken)
        {
            story.Tell($"BROKEN: {broken.Message}");
        }

        Say(story.ToString());
    }

    // Past the test runner, which shows what a test says when it is over.
    private static void Say(string line)
    {
        if (Environment.GetEnvironmentVariable(Prefix + "OUT") is { Length: > 0 } path)
            File.AppendAllText(path, line + "\n");
        else
            TestContext.Progress.WriteLine(line);
    }

    private static ulong Number(string name, ulong usual) =>
        Environment.GetEnvironmentVariable(Prefix + name) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : usual;
}
