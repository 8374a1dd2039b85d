namespace MiaIa.SierraFiles.Tests;

public sealed class DepthBookTests
{
    private DepthBook _book = null!;

    [SetUp]
    public void OpenAnEmptyBook() => _book = new DepthBook(PriceScale.For("f", 4800f, InstrumentPrices.OfSymbol("ES")!));

    [Test]
    public void Levels_come_best_first_and_only_as_many_as_asked_for()
    {
        Apply(DepthCommand.AddBid, 4800f, 5);
        Apply(DepthCommand.AddBid, 4800.25f, 7);
        Apply(DepthCommand.AddBid, 4799.75f, 9);
        Apply(DepthCommand.AddAsk, 4800.75f, 3);
        Assert.That(Apply(DepthCommand.AddAsk, 4800.50f, 4, endsBatch: true), Is.True);
        var two = new BookLevel[2];
        Assert.That(_book.BestBids(two), Is.EqualTo(2));
        Assert.That(two, Is.EqualTo(new BookLevel[] { new(19_201, 7, 1), new(19_200, 5, 1) }));
        var many = new BookLevel[10];
        Assert.That(_book.BestAsks(many), Is.EqualTo(2));
        Assert.That(many[..2], Is.EqualTo(new BookLevel[] { new(19_202, 4, 1), new(19_203, 3, 1) }));
        Assert.That((_book.IsCrossed, _book.Batches), Is.EqualTo((false, 1L)));
    }

    [Test]
    public void Modify_replaces_delete_removes_and_clear_empties()
    {
        Apply(DepthCommand.AddBid, 4800f, 5);
        Apply(DepthCommand.ModifyBid, 4800f, 8);
        Assert.That(Bid(), Is.EqualTo(new BookLevel(19_200, 8, 1)));
        Apply(DepthCommand.DeleteBid, 4800f, 0);
        Assert.That(_book.BidCount, Is.Zero);
        Apply(DepthCommand.AddBid, 4800f, 5);
        Apply(DepthCommand.AddAsk, 4801f, 5);
        Apply(DepthCommand.ClearBook, 0f, 0);
        Assert.That((_book.BidCount, _book.AskCount), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A_level_without_contracts_is_no_level()
    {
        Apply(DepthCommand.AddBid, 4800f, 5);
        Apply(DepthCommand.ModifyBid, 4800f, 0);
        Assert.That((_book.BidCount, _book.MissingLevels), Is.EqualTo((0, 0L)));
    }

    [Test]
    public void What_does_not_fit_is_counted_and_changes_nothing()
    {
        Apply(DepthCommand.AddBid, 4800f, 5);
        Apply((DepthCommand)9, 4801f, 5);
        Apply(DepthCommand.None, 4801f, 5);
        Apply(DepthCommand.AddBid, 4800.1f, 5);
        Apply(DepthCommand.AddBid, float.NaN, 5);
        Apply(DepthCommand.DeleteAsk, 4801f, 0);
        Assert.That((_book.UnknownCommands, _book.RefusedPrices, _book.MissingLevels), Is.EqualTo((1L, 2L, 1L)));
        Assert.That((_book.BidCount, _book.AskCount, Bid().Lots), Is.EqualTo((1, 0, 5u)));
    }

    [Test]
    public void A_locked_or_crossed_book_says_so()
    {
        Apply(DepthCommand.AddBid, 4800f, 5);
        Assert.That(_book.IsCrossed, Is.False);
        Apply(DepthCommand.AddAsk, 4800f, 5);
        Assert.That(_book.IsCrossed, Is.True);
    }

    private BookLevel Bid()
    {
        var best = new BookLevel[1];
        return _book.BestBids(best) == 1 ? best[0] : default;
    }

    private bool Apply(DepthCommand command, float price, uint quantity, bool endsBatch = false) =>
        _book.Apply(
            new DepthRecord
            {
                Command = command,
                Price = price,
                Quantity = quantity,
                NumOrders = 1,
                EndsBatch = endsBatch,
            }
        );
}
