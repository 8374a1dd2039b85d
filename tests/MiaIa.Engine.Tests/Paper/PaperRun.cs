using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Paper;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Paper;

/// <summary>Plays steps to a paper broker and keeps what it says. A step lasts a millisecond.</summary>
internal sealed class PaperRun
{
    private readonly BookSnapshot _book = new();
    private long _step;

    public PaperRun(PaperOptions? options = null) => Broker = new PaperBroker(options ?? new PaperOptions { EntriesMax = 1_000 });

    public PaperBroker Broker { get; set; }

    public List<OrderReport> Reports { get; } = [];

    public List<Fill> Fills { get; } = [];

    public List<Fill> QueueFills { get; } = [];

    public List<PaperTrip> Trips { get; } = [];

    public List<PaperTrip> QueueTrips { get; } = [];

    public UnixNanos Now => UnixNanos.Trusted(_step * UnixNanos.PerMilli);

    public PaperRun Play(params ReadOnlySpan<PaperStep> steps)
    {
        foreach (var step in steps)
        {
            Play(step);
            Reports.AddRange(Broker.Reports);
            Fills.AddRange(Broker.Fills);
            QueueFills.AddRange(Broker.QueueFills);
            Trips.AddRange(Broker.Trips);
            QueueTrips.AddRange(Broker.QueueTrips);
        }

        return this;
    }

    /// <summary>A step in which nothing happens.</summary>
    public void Pass() => _step++;

    public static Approved Approve(PaperStep step) =>
        new(
            step.Id + 10_000,
            step.IsBuy ? Direction.Long : Direction.Short,
            Contracts.Trusted(step.Lots),
            default,
            PriceTicks.Trusted(step.Price),
            step.StopTicks,
            step.TargetTicks
        );

    public static MarketEvent Trade(PaperStep step, UnixNanos now) =>
        MarketEvent.Trade(
            now,
            now,
            PriceTicks.Trusted(step.Price),
            Contracts.Trusted(step.Lots),
            step.IsBuy ? Aggressor.Buy : Aggressor.Sell,
            step.Group,
            default,
            default
        );

    public static void Refill(BookSnapshot book, PaperStep step)
    {
        book.Clear();
        var fits = true;
        foreach (var level in step.Bids)
            fits &= book.TryAddBid(LevelOf(level));
        foreach (var level in step.Asks)
            fits &= book.TryAddAsk(LevelOf(level));
        if (!fits)
            Assert.Fail("a made-up book is none");
    }

    private static BookLevel LevelOf(Level level) => new(PriceTicks.Trusted(level.Price), Contracts.Trusted(level.Lots), 0);

    private void Play(PaperStep step)
    {
        _step++;
        switch (step.Kind)
        {
            case PaperStepKind.Trade:
                Broker.Traded(Trade(step, Now), Now);
                break;
            case PaperStepKind.Book:
                Refill(_book, step);
                Broker.BookChanged(_book, Now);
                break;
            case PaperStepKind.LoseBook:
                Broker.LoseBook();
                break;
            default:
                Submit(step);
                break;
        }
    }

    private void Submit(PaperStep step)
    {
        var (kind, entry) = step.Kind switch
        {
            PaperStepKind.Enter => (OrderIntentKind.Enter, Approve(step)),
            PaperStepKind.Cancel => (OrderIntentKind.CancelEntry, default),
            _ => (OrderIntentKind.Flatten, default),
        };
        Broker.Submit(new OrderIntent(kind, step.Id, entry, "test", Now));
    }
}
