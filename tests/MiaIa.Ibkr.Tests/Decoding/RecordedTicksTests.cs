using MiaIa.Ibkr.Messages;

namespace MiaIa.Ibkr.Tests.Decoding;

/// <summary>Recorded ticks, with the values that stand beside them in the file.</summary>
public sealed class RecordedTicksTests
{
    [Test]
    public void A_delayed_last_price_implies_its_size()
    {
        var tick = Decoded.Capture<TickPrice>(36);
        Assert.That(tick, Is.EqualTo(new TickPrice(1001, TickType.DelayedLast, 255.45, 200m, TickAttributes.None)));
        Assert.That(tick.SizeType, Is.EqualTo(TickType.DelayedLastSize));
    }

    [Test]
    public void A_delayed_bid() =>
        Assert.That(Decoded.Capture<TickPrice>(38), Is.EqualTo(new TickPrice(1, TickType.DelayedBid, 263.45, 0m, TickAttributes.None)));

    [Test]
    public void A_mark_price_implies_no_size()
    {
        var tick = Decoded.Capture<TickPrice>(40);
        Assert.That(tick, Is.EqualTo(new TickPrice(1, TickType.Mark, 315.5, 0m, TickAttributes.None)));
        Assert.That(tick.SizeType, Is.Null);
    }

    [Test]
    public void The_size_of_an_index_price_is_absent() =>
        Assert.That(Decoded.Capture<TickPrice>(42), Is.EqualTo(new TickPrice(163635, TickType.Last, 4593.99, null, TickAttributes.None)));

    [Test]
    public void Shortable_shares_are_a_size() =>
        Assert.That(Decoded.Capture<TickSize>(44), Is.EqualTo(new TickSize(1001, TickType.ShortableShares, 104796567m)));

    [Test]
    public void A_delayed_timestamp_is_text() =>
        Assert.That(
            Decoded.Capture<RecordingSink.KeptText>(46),
            Is.EqualTo(new RecordingSink.KeptText(1001, TickType.DelayedTimestamp, "1775174157"))
        );

    [Test]
    public void The_smallest_step_of_a_line_can_be_absent() =>
        Assert.That(Decoded.Capture<LineParameters>(48), Is.EqualTo(new LineParameters(1, null, "9c0001", 4)));

    [Test]
    public void A_snapshot_ends() =>
        Assert.That(Decoded.Capture<RequestEnd>(50), Is.EqualTo(new RequestEnd(1001, RequestEndKind.Snapshot)));

    [Test]
    public void Of_an_option_row_with_nothing_computed_only_the_dividends_are_there() =>
        Assert.That(
            Decoded.Capture<OptionComputation>(52),
            Is.EqualTo(new OptionComputation(5, TickType.BidOption, false, null, null, null, 0.0, null, null, null, null))
        );
}
