using MiaIa.Engine.Accounts;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>Laws over random markets: whatever is delayed, repeated, reordered and lost.</summary>
public sealed class OrderTrackerModelTests
{
    private const int Steps = 250;

    [Test]
    public void The_position_is_that_of_a_naive_sum_of_all_that_was_delivered() =>
        Law.Holds(
            seed =>
            {
                var market = new RandomMarket(seed);
                for (var step = 0; step < Steps; step++)
                {
                    market.Step();
                    var tracker = market.Rig.Tracker;
                    // What was inferred or adopted has no execution to sum.
                    if (tracker.Counters.InferredFills + tracker.Counters.Mismatches > 0)
                        return;
                    var naive = NaivePosition.Of(market.Delivered);
                    Assert.That((tracker.OwnPosition, tracker.ExternalPosition), Is.EqualTo(naive), $"seed {seed}, step {step}");
                }
            },
            seeds: 150
        );

    [Test]
    public void No_execution_counts_twice_and_no_command_leaves_twice() =>
        Law.Holds(
            seed =>
            {
                var market = new RandomMarket(seed);
                for (var step = 0; step < Steps; step++)
                    market.Step();
                Assert.That(market.Rig.Fills.Select(fill => fill.Key), Is.Unique, $"seed {seed}");
                var commands = market.Rig.Left.Where(i => i.Kind is OrderIntentKind.Enter or OrderIntentKind.Flatten).ToArray();
                Assert.That(commands.Select(i => i.OrderId), Is.Ordered.And.Unique, $"seed {seed}");
                var entries = commands.Where(i => i.Kind == OrderIntentKind.Enter);
                Assert.That(entries.Select(i => i.Entry.SignalId), Is.Unique, $"seed {seed}");
            },
            seeds: 150
        );

    [Test]
    public void No_entry_leaves_while_one_of_ours_works_or_a_position_stands_and_no_flatten_while_an_exit_works() =>
        Law.Holds(
            seed =>
            {
                var market = new RandomMarket(seed);
                market.Check = intent =>
                {
                    var working = market.Working.Where(order => order.Id != intent.OrderId).ToArray();
                    if (intent.Kind == OrderIntentKind.Enter)
                        Assert.That((market.OwnPosition, working.Length), Is.EqualTo((0, 0)), $"seed {seed}, order {intent.OrderId}");
                    if (intent.Kind == OrderIntentKind.Flatten)
                        Assert.That(working.Select(o => o.Role), Has.None.EqualTo(OrderRole.Exit), $"seed {seed}");
                };
                for (var step = 0; step < Steps; step++)
                    market.Step();
            },
            seeds: 300
        );

    [Test]
    public void When_the_faults_stop_both_sides_agree_within_a_minute() =>
        Law.Holds(
            seed =>
            {
                var market = new RandomMarket(seed);
                for (var step = 0; step < Steps; step++)
                    market.Step();
                Assert.That(market.Settles(60_000), Is.True, $"seed {seed}: {market.Rig.Tracker.WhyNot}");
                var tracker = market.Rig.Tracker;
                Assert.That(tracker.OwnPosition + tracker.ExternalPosition, Is.EqualTo(market.Position), $"seed {seed}");
                Assert.That(tracker.OwnPosition * tracker.ExternalPosition, Is.Not.Negative, $"seed {seed}");
            },
            seeds: 150
        );

    [Test]
    public void The_same_market_leads_to_the_same_bytes() =>
        Law.Holds(seed =>
        {
            var first = new RandomMarket(seed);
            var second = new RandomMarket(seed);
            for (var step = 0; step < Steps; step++)
            {
                first.Step();
                second.Step();
            }

            Assert.That(second.Rig.Carry(), Is.EqualTo(first.Rig.Carry()), $"seed {seed}");
            Assert.That(second.Rig.Left, Is.EqualTo(first.Rig.Left), $"seed {seed}");
        });

    [Test]
    public void The_random_markets_reach_what_the_laws_are_about()
    {
        var all = new long[8];
        for (var seed = 1_000; seed < 1_200; seed++)
        {
            var market = new RandomMarket(seed);
            for (var step = 0; step < Steps; step++)
                market.Step();
            _ = market.Settles(60_000);
            var counters = market.Rig.Tracker.Counters;
            long[] reached =
            [
                counters.DuplicateFills,
                counters.InferredFills,
                counters.ConfirmedInferences,
                counters.Mismatches,
                counters.Unresolved,
                counters.Vanished,
                counters.Naked,
                counters.FlattenRetries,
            ];
            for (var i = 0; i < all.Length; i++)
                all[i] += reached[i];
        }

        Assert.That(all, Has.All.GreaterThanOrEqualTo(5), string.Join(' ', all));
    }
}
