using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Sweeps;

namespace MiaIa.Evidence.Tests.Sweeps;

/// <summary>The threshold card has a line for each tier, with the trades of that tier and of no other.</summary>
public sealed class TierLineTests
{
    // The break-even of 8 and 16 ticks on ES, as the vectors have it.
    private const double BreakEven = 0.374;

    [Test]
    public void Each_tier_is_held_against_break_even_by_its_own_trades()
    {
        // Of 400 trades three quarters, a third and a twentieth win; of eight a half, which says nothing.
        SetTrade[] trades =
        [
            .. Some(Tier.Weak, 400, 20),
            .. Some(Tier.Good, 400, 300),
            .. Some(Tier.Strong, 400, 140),
            .. Some(Tier.Premium, 8, 4),
        ];
        var es = InstrumentOptions.Es;
        var card = TierLine.Of(new(1, es.Confluence, es.Signals), trades, BreakEven, 7);
        var limits = es.Confluence.Tiers;
        Assert.That(
            card.Select(line => (line.Tier, line.Limit, line.Won.Hits, line.Won.Count, line.BreakEven)),
            Is.EqualTo([
                ("Weak", limits.Weak, 20, 400, BreakEven),
                ("Good", limits.Good, 300, 400, BreakEven),
                ("Strong", limits.Strong, 140, 400, BreakEven),
                ("Premium", limits.Premium, 4, 8, BreakEven),
            ])
        );
        Assert.That(
            card.Select(line => line.Verdict),
            Is.EqualTo(["below break-even", "above break-even", "not told apart from break-even", "not told apart from break-even"])
        );
        Assert.That(card[1].MeanCents.Value, Is.EqualTo(((300 * 19_570) - (100 * 11_680)) / 400.0));
    }

    [Test]
    public void A_tier_without_trades_says_so()
    {
        var es = InstrumentOptions.Es;
        var card = TierLine.Of(new(1, es.Confluence, es.Signals), [], BreakEven, 7);
        Assert.That(card.Select(line => line.Verdict), Is.EqualTo(Enumerable.Repeat("no trades", 4)));
    }

    // 16 ticks won, or 8 and one of slippage lost, at 12.50 $ a tick and 2.15 $ a side.
    private static IEnumerable<SetTrade> Some(Tier tier, int count, int won) =>
        Enumerable
            .Range(0, count)
            .Select(i => new SetTrade(
                UnixNanos.Trusted(i),
                UnixNanos.Trusted(i + 1),
                Direction.Long,
                tier,
                i < won ? 16 : -8,
                i < won ? 19_570 : -11_680
            ));
}
