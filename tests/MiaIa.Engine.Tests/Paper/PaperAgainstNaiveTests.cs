using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Paper;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Paper;

/// <summary>The broker and a slow second implementation fill the same contracts at the same prices at the same moments.</summary>
public sealed class PaperAgainstNaiveTests
{
    private static readonly string[] Roles = ["Entry", "Stop", "Target", "Exit"];

    [Test]
    public void Fills_and_trips_are_those_of_the_naive_broker_by_either_rule() =>
        Law.Holds(
            seed =>
            {
                var run = new PaperRun();
                var (through, queue) = (new NaivePaper(isByQueue: false), new NaivePaper(isByQueue: true));
                foreach (var step in PaperTape.Random(seed))
                {
                    run.Play(step);
                    through.Play(step);
                    queue.Play(step);
                    Assert.That(run.Broker.Position, Is.EqualTo(through.Position));
                    Assert.That(run.Broker.QueuePosition, Is.EqualTo(queue.Position));
                }

                Assert.That(Contracts(run.Fills), Is.EqualTo(through.Lots));
                Assert.That(Contracts(run.QueueFills), Is.EqualTo(queue.Lots));
                Assert.That(run.Trips.Select(Line), Is.EquivalentTo(through.Trips));
                Assert.That(run.QueueTrips.Select(Line), Is.EquivalentTo(queue.Trips));
            },
            seeds: 300
        );

    [Test]
    public void The_tapes_reach_every_kind_of_fill()
    {
        var roles = new Dictionary<string, int>(StringComparer.Ordinal);
        var (partial, byQueueOnly, waits) = (0, 0, 0);
        for (var seed = 0; seed < 50; seed++)
        {
            var run = new PaperRun();
            foreach (var step in PaperTape.Random(seed))
            {
                run.Play(step);
                waits += run.Broker.IsWaiting ? 1 : 0;
            }

            foreach (var fill in run.Fills)
                roles[fill.Role.ToString()] = roles.GetValueOrDefault(fill.Role.ToString()) + 1;
            partial += run.Reports.Count(report => report.Kind == Engine.Orders.OrderReportKind.Partial);
            byQueueOnly +=
                run.QueueFills.Count(fill => fill.Role == OrderRole.Target) - run.Fills.Count(fill => fill.Role == OrderRole.Target);
        }

        TestContext.Out.WriteLine(
            string.Join(", ", roles.Select(r => $"{r.Key} {r.Value}")) + $", partial {partial}, queue {byQueueOnly}, waits {waits}"
        );
        Assert.Multiple(() =>
        {
            Assert.That(roles.Keys, Is.EquivalentTo(Roles));
            Assert.That(roles.Values.Min(), Is.GreaterThan(50));
            Assert.That(partial, Is.GreaterThan(500));
            Assert.That(byQueueOnly, Is.GreaterThan(50));
            Assert.That(waits, Is.GreaterThan(500));
        });
    }

    private static IEnumerable<string> Contracts(List<Fill> fills) =>
        fills.SelectMany(fill =>
            Enumerable.Repeat(
                $"{fill.OrderId} {fill.Role} {(fill.Direction == Direction.Long ? "buy" : "sell")} {fill.Price.Value} {Millis(fill.ObservedAt)}",
                fill.Lots.Value
            )
        );

    private static long Millis(UnixNanos at) => at.Value / UnixNanos.PerMilli;

    private static string Line(PaperTrip trip) =>
        $"{trip.OrderId} {trip.Lots.Value} {trip.LotTicks} {trip.MarketLots} {trip.AdverseTicks} {trip.FavourableTicks} {Millis(trip.ClosedAt)}";
}
