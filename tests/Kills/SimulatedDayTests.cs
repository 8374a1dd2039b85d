using MiaIa.Engine.Runtime.Tests.Journal;

namespace Kills;

/// <summary>
/// A made-up day and the recorded hour, traded in Sierra's simulation from end to end: every signal, verdict, order, execution and cent is
/// found again on every side.
/// </summary>
[Platform(Exclude = "Win", Reason = "SIGTERM is not sent there")]
public sealed class SimulatedDayTests
{
    // The regular hours of a Wednesday on which the same contract was the front month: at its own time, in the evening, nothing is traded.
    private static readonly DateTime InRegularHours = new(2024, 1, 3, 15, 0, 0, DateTimeKind.Utc);

    // The rest is needed to come to an end flat while the market still moves.
    private const double PlayedMin = 0.8;

    [Test]
    public Task A_made_up_day_reconciles() =>
        ReconcilesAsync(
            new DayPlan
            {
                Market = folder => DayPlan.MadeUp(folder, seed: 5, minutes: 75),
                HistoryMinutes = 10,
                Script = "- {on: entry, do: partial, lots: 1, ms: 2000, chance: 0.5, times: all}",
            }
        );

    [Test]
    public Task The_recorded_hour_moved_into_regular_hours_reconciles()
    {
        RealHour.Need();
        return ReconcilesAsync(new DayPlan { Market = folder => RealHour.At(folder, InRegularHours), HistoryMinutes = 5 });
    }

    [Test]
    [Category("Long")]
    public async Task The_recorded_hour_as_it_was_is_judged_signal_by_signal_and_none_is_traded()
    {
        RealHour.Need();
        using var folder = new TemporaryFolder();
        using var day = new WholeDay(folder.FullName, new DayPlan { Market = RealHour.AsItWas, HistoryMinutes = 5 });
        await day.StartAsync();
        await day.UntilAsync(() => day.Witness.Fraction > PlayedMin);
        var book = await day.EndFlatAsync(playsOn: true);
        book.Reconcile(day.Sierra, day.Facts);
        Assert.That(book.Signals, Is.Positive);
        Assert.That(book.RefusedBy("SESSION"), Is.EqualTo(book.Signals), "it is evening in New York");
        Assert.That(book.Entries, Is.Zero);
        Assert.That(day.Sierra.Entries, Is.Empty);
    }

    private static async Task ReconcilesAsync(DayPlan plan)
    {
        using var folder = new TemporaryFolder();
        using var day = new WholeDay(folder.FullName, plan);
        await day.StartAsync();
        await day.UntilAsync(() => day.Witness.Fraction > PlayedMin);
        var book = await day.EndFlatAsync(playsOn: true);
        book.Reconcile(day.Sierra, day.Facts);
        await TestContext.Progress.WriteLineAsync($"{book.Signals} signals, {book.Entries} entries, {book.Trips} round trips");
        // More on a machine that has time: where the device takes long, an entry does not leave.
        Assert.That(book.Trips, Is.Positive);
        Assert.That(day.OrdersHeld, Is.GreaterThanOrEqualTo(book.Entries).And.Positive);
        Assert.That(day.Witness.Money.Real, Is.Zero, "orders and executions that Sierra does not simulate");
        Assert.That(day.Witness.NakedMax, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(2)));
    }
}
