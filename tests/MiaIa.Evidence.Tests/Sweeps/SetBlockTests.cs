using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Tests.Screening;

namespace MiaIa.Evidence.Tests.Sweeps;

/// <summary>What the sets of a shard bear is never all held: they are played as they are asked for, some at a time.</summary>
public sealed class SetBlockTests
{
    private static readonly InstrumentOptions Es = InstrumentOptions.Es;

    [Test]
    public void Sets_are_played_some_at_a_time_and_each_alike()
    {
        var unpacked = 0;
        var day = new MadeUpMarket(0.5, Days: 1, Calls: 8).Make(1).Single();
        day = day with
        {
            Rows = () =>
            {
                unpacked++;
                return [MadeUpGrid.BlockWithTape(day.Seconds())];
            },
        };
        ParameterSet[] sets =
        [
            .. Enumerable
                .Range(1, 100)
                .Select(number => new ParameterSet(number, Es.Confluence, Es.Signals with { StopTicks = 4 + (number % 5) })),
        ];
        var played = SetBlock.Play(day, sets, Es, isExact: true, CancellationToken.None);
        Assert.That(unpacked, Is.Zero, "nothing is done before it is asked for");
        _ = played.Take(SetBlock.PlayedAtOnce).Count();
        Assert.That(unpacked, Is.EqualTo(1));
        var all = played.ToArray();
        Assert.That((all.Length, unpacked), Is.EqualTo((100, 1 + 4)), "four pieces");
        for (var i = 0; i < all.Length; i += 9)
        {
            var alone = SetBlock.Play(day, [sets[i]], Es, isExact: true, CancellationToken.None).Single();
            Assert.That(all[i].Trades, Is.EqualTo(alone.Trades));
        }

        var screened = SetBlock.Play(day, [.. sets, .. sets], Es, isExact: false, CancellationToken.None).ToArray();
        Assert.That(screened, Has.Length.EqualTo(200));
        Assert.That(screened[150].Trades, Is.EqualTo(screened[50].Trades), "in another piece");
    }
}
