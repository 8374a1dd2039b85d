using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Paper;

/// <summary>
/// Fills orders of one instrument from its trades and book, as docs/paper.md says, and answers as Sierra's side would. Pure and
/// deterministic; a trade allocates nothing. What it tells and fills goes by <see cref="LimitRule.Through"/>; the same orders are counted by
/// <see cref="LimitRule.Queue"/> beside it. Each call replaces the results of the one before.
/// </summary>
public sealed class PaperBroker
{
    private const long Version = 1;

    private readonly BothRules _orders;
    private ulong _newestId;

    /// <summary>Makes a broker without orders and without a book.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public PaperBroker(PaperOptions options)
    {
        options.Validate();
        _orders = new(options, options.EntriesMax, isAlone: false);
    }

    /// <summary>What it was told; the fees are those of the trade date.</summary>
    public PaperOptions Options => _orders.Options;

    /// <summary>What became of the orders in the last call.</summary>
    public ReadOnlySpan<OrderReport> Reports => _orders.Through.Results.Reports;

    /// <summary>Executions of the last call, lower bound.</summary>
    public ReadOnlySpan<Fill> Fills => _orders.Through.Results.Fills;

    /// <summary>Executions of the last call by queue; for the second count only, never for a ledger.</summary>
    public ReadOnlySpan<Fill> QueueFills => _orders.Queue.Results.Fills;

    /// <summary>Entries that ended in the last call, lower bound.</summary>
    public ReadOnlySpan<PaperTrip> Trips => _orders.Through.Results.Trips;

    /// <summary>Entries that ended in the last call by queue.</summary>
    public ReadOnlySpan<PaperTrip> QueueTrips => _orders.Queue.Results.Trips;

    /// <summary>The day by the lower bound: the one that is reported first.</summary>
    public PaperDay Day { get; } = new();

    /// <summary>The day by queue.</summary>
    public PaperDay QueueDay { get; } = new();

    /// <summary>Σ of the fills, + long.</summary>
    public int Position => _orders.Through.Brackets.Position;

    /// <summary>Σ of the fills by queue, + long.</summary>
    public int QueuePosition => _orders.Queue.Brackets.Position;

    /// <summary>Lots of working stops, triggered ones included: as many as are open, unless a flatten closes them.</summary>
    public int WorkingStopLots => _orders.Through.Brackets.StopLots;

    /// <summary>Lots of working targets; never more than those of the stops, in the same OCO.</summary>
    public int WorkingTargetLots => _orders.Through.Brackets.TargetLots;

    /// <summary>A market order waits: there is no sound book, or not enough in it.</summary>
    public bool IsWaiting => _orders.Through.Brackets.IsWaiting;

    /// <summary>Entries that the second count could not take, because too many of its own were open.</summary>
    public long QueueMissed { get; private set; }

    /// <summary>
    /// Takes an intent of any kind. Enter: fills or rests. CancelEntry: what is not filled of that entry; never a position, and no answer when
    /// there is nothing. Flatten: every entry, stop and target is cancelled and what is open is closed at the market; the exit is reported under
    /// the flatten's id; without one the answer is EXISTS (it is being closed) or REFUSED (flat). Query: nothing is in doubt here.
    /// </summary>
    /// <param name="intent">Of this instrument; its moment is the step's.</param>
    /// <exception cref="ArgumentException">The intent has no kind.</exception>
    public void Submit(in OrderIntent intent)
    {
        _orders.Begin();
        switch (intent.Kind)
        {
            case OrderIntentKind.Enter:
                Enter(intent);
                break;
            case OrderIntentKind.CancelEntry:
                _orders.Through.CancelEntry(intent.OrderId, intent.DecidedAt);
                _orders.Queue.CancelEntry(intent.OrderId, intent.DecidedAt);
                break;
            case OrderIntentKind.Flatten:
                Flatten(intent);
                break;
            case OrderIntentKind.Query:
                break;
            default:
                throw new ArgumentException($"an intent of kind {intent.Kind} asks for nothing", nameof(intent));
        }

        End();
    }

    /// <summary>A trade: eats the book, fills limits, triggers stops.</summary>
    /// <param name="trade">News only; from history too, because what was traded through was traded through.</param>
    /// <param name="now">Market time of the step.</param>
    /// <returns>Whether it brought about anything.</returns>
    public bool Traded(in MarketEvent trade, UnixNanos now)
    {
        if (_orders.IsIdle)
        {
            _orders.Note(trade);
            return false;
        }

        _orders.Begin();
        _orders.Traded(trade, now);
        return End();
    }

    /// <summary>A new book: what waits for one is filled. It has to stay as it is until the next one.</summary>
    /// <param name="book">Sound or not.</param>
    /// <param name="now">Market time of the step.</param>
    /// <returns>Whether it brought about anything.</returns>
    public bool BookChanged(BookSnapshot book, UnixNanos now)
    {
        if (_orders.IsIdle)
        {
            _orders.Note(book);
            return false;
        }

        _orders.Begin();
        _orders.BookChanged(book, now);
        return End();
    }

    /// <summary>The book is not known any more (detached, gap, stale): market orders wait for the next.</summary>
    public void LoseBook()
    {
        _orders.Begin();
        _orders.LoseBook();
    }

    /// <summary>A trade date begins: its counts are 0, its fees are in force. Open orders and positions stay.</summary>
    /// <param name="feeCentsASide">Of the date, in cents.</param>
    /// <exception cref="ArgumentException">The fee is out of its range.</exception>
    public void BeginDay(int feeCentsASide)
    {
        _orders.SetFee(feeCentsASide);
        Day.Clear();
        QueueDay.Clear();
    }

    /// <summary>Writes orders, positions and the day's counts; not the book.</summary>
    public void Save(CarryWriter to)
    {
        to.WriteInt64(Version);
        to.WriteUInt64(_newestId);
        to.WriteInt64(QueueMissed);
        Day.Save(to);
        QueueDay.Save(to);
        _orders.Save(to);
    }

    /// <summary>Reads what <see cref="Save"/> wrote into a broker without orders; the book is unknown until the next snapshot.</summary>
    /// <exception cref="CarryException">It does not fit; the broker has no orders then.</exception>
    public void Load(ref CarryReader from)
    {
        Forget();
        try
        {
            from.ReadVersion(Version);
            _newestId = from.ReadUInt64();
            QueueMissed = from.ReadInt64();
            Day.Load(ref from);
            QueueDay.Load(ref from);
            _orders.Load(ref from);
        }
        catch (CarryException)
        {
            Forget();
            throw;
        }
    }

    private void Enter(in OrderIntent intent)
    {
        var approved = intent.Entry;
        if (intent.OrderId <= _newestId)
        {
            Refuse(intent, OrderRole.Entry, "", OrderReportKind.Exists);
        }
        else if (WhyNot(approved) is { } code)
        {
            Refuse(intent, OrderRole.Entry, code);
        }
        else
        {
            var entry = new PaperEntry(
                intent.OrderId,
                approved.SignalId,
                0,
                approved.Direction,
                approved.Lots.Value,
                approved.Limit.Value,
                approved.StopTicks,
                approved.TargetTicks,
                intent.DecidedAt
            );
            _newestId = intent.OrderId;
            _orders.Through.Enter(entry, intent.DecidedAt);
            if (_orders.Queue.Brackets.IsFull)
                QueueMissed++;
            else
                _orders.Queue.Enter(entry, intent.DecidedAt);
        }
    }

    private void Flatten(in OrderIntent intent)
    {
        var isLeaving = _orders.Through.Brackets.IsLeaving;
        if (!_orders.Through.TryFlatten(intent.OrderId, intent.DecidedAt))
            Refuse(intent, OrderRole.Exit, isLeaving ? "" : "flat", isLeaving ? OrderReportKind.Exists : OrderReportKind.Refused);
        _ = _orders.Queue.TryFlatten(intent.OrderId, intent.DecidedAt);
    }

    private string? WhyNot(in Risk.Approved approved)
    {
        if (!approved.IsIssued || approved.Direction == Direction.None || approved.Lots.Value < 1)
            return "not_approved";
        if (approved.StopTicks < 1 || approved.TargetTicks < 1)
            return "bracket_invalid";
        return _orders.Through.Brackets.IsFull ? "too_many_orders" : null;
    }

    private void Refuse(in OrderIntent intent, OrderRole role, string code, OrderReportKind kind = OrderReportKind.Refused) =>
        _orders.Through.Results.Add(
            new OrderReport(
                kind,
                intent.OrderId,
                role,
                0,
                intent.Entry.Direction,
                intent.Entry.Lots,
                default,
                intent.Entry.Limit,
                code,
                intent.DecidedAt
            )
        );

    private bool End()
    {
        foreach (var trip in Trips)
            Day.Add(trip);
        foreach (var trip in QueueTrips)
            QueueDay.Add(trip);
        return !_orders.Through.Results.IsEmpty;
    }

    private void Forget()
    {
        _orders.Clear();
        BeginDay(Options.FeeCentsASide);
        (_newestId, QueueMissed) = (0, 0);
    }
}
