using MiaIa.Engine.Market;

namespace MiaIa.Engine.Pipeline;

/// <content>What only dry-run has: a broker in the step, and positions that no market outlives.</content>
internal sealed partial class OrderExecution
{
    /// <summary>On paper: cancels and closes what is open at one price, because no market goes on that could fill it.</summary>
    internal void CloseOnPaper(string reason, PriceTicks last, in TradingMoment moment)
    {
        if (!Orders.HasSomething)
            return;
        Flatten(reason, moment);
        if (Paper.Position != 0 && last.IsKnown)
            BookChanged(BookOf(last, Paper.Position), moment);
        Paper.LoseBook();
    }

    // Its best level on the side that a position leaves by is the price.
    private static BookSnapshot BookOf(PriceTicks last, int position)
    {
        const int Lots = 100_000;
        var book = new BookSnapshot();
        var bid = position > 0 ? last.Value : last.Value - 1;
        book.TryAddBid(new BookLevel(PriceTicks.Trusted(bid), Contracts.Trusted(Lots), 1));
        book.TryAddAsk(new BookLevel(PriceTicks.Trusted(bid + 1), Contracts.Trusted(Lots), 1));
        return book;
    }

    // The next call of the paper broker replaces them.
    private void GatherPaper()
    {
        foreach (ref readonly var fill in Paper.Fills)
            _answers.Enqueue(new PaperAnswer(fill));
        foreach (ref readonly var report in Paper.Reports)
            _answers.Enqueue(new PaperAnswer(report));
    }
}
