using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Paper;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Paper;

/// <summary>What holds for every tape.</summary>
public sealed class PaperLawTests
{
    private const int Seeds = 150;

    [Test]
    public void A_mirrored_tape_gives_mirrored_fills_and_the_same_money() =>
        Law.Holds(
            seed =>
            {
                var tape = PaperTape.Random(seed);
                var (plain, mirrored) = (new PaperRun().Play([.. tape]), new PaperRun());
                mirrored.Play([.. tape.Select(step => step.Mirrored(PaperTape.Middle))]);
                var reflected = mirrored.Fills.Select(fill =>
                    fill with
                    {
                        Price = PriceTicks.Trusted((2 * PaperTape.Middle) - fill.Price.Value),
                        Direction = fill.Direction == Direction.Long ? Direction.Short : Direction.Long,
                    }
                );
                Assert.That(reflected, Is.EqualTo(plain.Fills));
                Assert.That(mirrored.Broker.Day.Profit, Is.EqualTo(plain.Broker.Day.Profit));
                Assert.That(mirrored.Broker.QueueDay.Profit, Is.EqualTo(plain.Broker.QueueDay.Profit));
            },
            Seeds
        );

    // The exchange tells one trade as one record or as several: the fills are the same contracts at the same prices.
    [Test]
    public void A_trade_that_is_unbundled_fills_what_the_whole_trade_fills() =>
        Law.Holds(
            seed =>
            {
                var whole = PaperTape
                    .Random(seed)
                    .Where(step => step.Kind != PaperStepKind.Trade || step.Group == PrintGroup.None)
                    .ToArray();
                var (one, many) = (new PaperRun(), new PaperRun());
                foreach (var step in whole)
                {
                    one.Play(step);
                    many.Play([.. Unbundled(step)]);
                    Assert.That(Contracts(many.Fills), Is.EqualTo(Contracts(one.Fills)));
                    Assert.That(Contracts(many.QueueFills), Is.EqualTo(Contracts(one.QueueFills)));
                    one.Fills.Clear();
                    many.Fills.Clear();
                    one.QueueFills.Clear();
                    many.QueueFills.Clear();
                }
            },
            Seeds
        );

    [Test]
    public void Only_traded_through_never_fills_more_of_a_limit_than_by_queue() =>
        Law.Holds(
            seed =>
            {
                // One limit order at a time, far from its own stop and target, so that both rules see the same order all along.
                var run = new PaperRun();
                run.Play(PaperStep.Book([new(PaperTape.Middle - 3, 7)], [new(PaperTape.Middle + 1, 7)]));
                run.Play(PaperStep.Enter(1, 30, isLong: true, PaperTape.Middle - 3, stopTicks: 900, targetTicks: 900));
                foreach (var step in PaperTape.Random(seed).Where(step => step.Kind is PaperStepKind.Trade or PaperStepKind.Book))
                {
                    run.Play(step);
                    Assert.That(run.Broker.QueuePosition, Is.GreaterThanOrEqualTo(run.Broker.Position));
                }
            },
            Seeds
        );

    [Test]
    public void The_position_is_the_sum_of_the_fills_and_what_works_protects_it() =>
        Law.Holds(
            seed =>
            {
                var run = new PaperRun();
                var newest = new Dictionary<ulong, OrderReport>();
                foreach (var step in PaperTape.Random(seed))
                {
                    run.Play(step);
                    foreach (var report in run.Broker.Reports)
                    {
                        if (report.BrokerId != 0 && report.Kind != OrderReportKind.Exists)
                            newest[report.BrokerId] = report;
                    }

                    var working = newest.Values.Where(report => report.IsWorking).ToArray();
                    Assert.That(run.Broker.Position, Is.EqualTo(run.Fills.Sum(fill => fill.SignedLots)));
                    Assert.That(Left(working, OrderRole.Stop), Is.EqualTo(run.Broker.WorkingStopLots));
                    Assert.That(Left(working, OrderRole.Target), Is.EqualTo(run.Broker.WorkingTargetLots));
                    Assert.That(run.Broker.WorkingTargetLots, Is.LessThanOrEqualTo(run.Broker.WorkingStopLots));
                    foreach (var id in working.Where(report => report.Role != OrderRole.Exit).Select(report => report.OrderId).Distinct())
                        Assert.That(Left(working, OrderRole.Stop, id), Is.EqualTo(OpenOf(run.Fills, id)), $"order {id} is protected");
                }
            },
            Seeds / 3
        );

    [Test]
    public void Every_fill_has_a_key_of_its_own_and_a_replay_gives_the_same() =>
        Law.Holds(
            seed =>
            {
                var tape = PaperTape.Random(seed).ToArray();
                var (first, second) = (new PaperRun().Play(tape), new PaperRun().Play(tape));
                Assert.That(second.Fills, Is.EqualTo(first.Fills));
                Assert.That(second.Reports, Is.EqualTo(first.Reports));
                Assert.That(second.Trips, Is.EqualTo(first.Trips));
                Assert.That(first.Fills.Concat(first.QueueFills).Select(fill => fill.Key), Is.Unique);
            },
            Seeds / 3
        );

    // The book is not carried: the cut is where a book comes next, and the trade before it is over.
    [Test]
    public void Fault_45_A_broker_that_was_saved_and_loaded_goes_on_as_the_one_that_was_not() =>
        Law.Holds(
            seed =>
            {
                var tape = PaperTape.Random(seed);
                var cut = tape.FindIndex(100 + Math.Abs(seed % 100), step => step.Kind == PaperStepKind.Book);
                var (whole, carried) = (new PaperRun(), new PaperRun());
                whole.Play([.. tape[..cut]]);
                carried.Play([.. tape[..cut]]);
                var writer = new CarryWriter();
                carried.Broker.Save(writer);
                var reader = new CarryReader(writer.Written);
                carried.Broker = new PaperBroker(new PaperOptions { EntriesMax = 1_000, FeeCentsASide = 1 });
                carried.Broker.Load(ref reader);
                reader.End();
                whole.Play([.. tape[cut..]]);
                carried.Play([.. tape[cut..]]);
                Assert.That(carried.Fills, Is.EqualTo(whole.Fills));
                Assert.That(carried.Reports, Is.EqualTo(whole.Reports));
                Assert.That(carried.QueueTrips, Is.EqualTo(whole.QueueTrips));
                Assert.That(carried.Broker.Day.Profit, Is.EqualTo(whole.Broker.Day.Profit));
                Assert.That(carried.Broker.QueueDay.Winners(2), Is.EqualTo(whole.Broker.QueueDay.Winners(2)));
                var (wholeAtEnd, carriedAtEnd) = (new CarryWriter(), new CarryWriter());
                whole.Broker.Save(wholeAtEnd);
                carried.Broker.Save(carriedAtEnd);
                Assert.That(carriedAtEnd.Written.SequenceEqual(wholeAtEnd.Written), "the state is the same to the byte");
            },
            Seeds
        );

    private static int Left(OrderReport[] working, OrderRole role, ulong id = 0) =>
        working
            .Where(order => order.Role == role && (id == 0 || order.OrderId == id))
            .Sum(order => order.Lots.Value - order.FilledLots.Value);

    private static int OpenOf(List<Fill> fills, ulong id) => Math.Abs(fills.Where(fill => fill.OrderId == id).Sum(fill => fill.SignedLots));

    private static IEnumerable<PaperStep> Unbundled(PaperStep step)
    {
        if (step.Kind != PaperStepKind.Trade || step.Lots == 1)
            return [step];
        return Enumerable
            .Range(0, step.Lots)
            .Select(i =>
                step with
                {
                    Lots = 1,
                    Group =
                        i == 0 ? PrintGroup.First
                        : i == step.Lots - 1 ? PrintGroup.Last
                        : PrintGroup.None,
                }
            );
    }

    private static Dictionary<(ulong, OrderRole, int), int> Contracts(List<Fill> fills) =>
        fills
            .GroupBy(fill => (fill.OrderId, fill.Role, fill.Price.Value))
            .ToDictionary(group => group.Key, group => group.Sum(fill => fill.Lots.Value));
}
