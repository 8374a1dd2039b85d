using System.Runtime.InteropServices;
using MiaIa.Engine.Market;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Paper;

/// <summary>
/// Trades every signal of one instrument on paper with one contract, refused or approved, so that each gate has a price. Ghosts know nothing of
/// one another or of the orders: each takes from the book as if it were alone. A step begins with <see cref="Advance"/>.
/// </summary>
public sealed class GhostBook
{
    private const long Version = 1;

    private readonly BothRules _ghosts;
    private readonly GatePrices _prices = new();
    private readonly GatePrices _queuePrices = new();
    private readonly List<GhostTrade> _ended = new(64);

    /// <summary>Makes one without ghosts and without a book.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public GhostBook(PaperOptions options)
    {
        options.Validate();
        _ghosts = new(options, options.GhostsMax, isAlone: true);
    }

    /// <summary>Ghosts that ended since the last <see cref="Advance"/>: each ghost ends once by either rule.</summary>
    public ReadOnlySpan<GhostTrade> Ended => CollectionsMarshal.AsSpan(_ended);

    /// <summary>Ghosts that are open by the lower bound; by queue there are never more.</summary>
    public int Open => _ghosts.Through.Brackets.Count;

    /// <summary>Signals that got no ghost: too many were open, or their bracket is none.</summary>
    public long NotOpened { get; private set; }

    /// <summary>Ghosts without a price by the lower bound: no sound book in time, trades that were lost, or a day that ended first.</summary>
    public long Lost { get; private set; }

    /// <summary>What the gate of a code has cost so far.</summary>
    /// <param name="code">The gate.</param>
    /// <param name="rule">How limits count.</param>
    /// <param name="isAlone">Only signals that no other gate refused.</param>
    public GatePrice Price(RiskCode code, LimitRule rule = LimitRule.Through, bool isAlone = false) => Prices(rule).Of(code, isAlone);

    /// <summary>What the approved signals have earned so far: what the gates' prices are to be held against.</summary>
    public GatePrice Approved(LimitRule rule = LimitRule.Through) => Prices(rule).Approved;

    /// <summary>A signal is born: its ghost buys or sells one contract at the market.</summary>
    /// <param name="born">Its stop and target give the distances from the fill.</param>
    /// <param name="refusedBy">Every code that refused it; the default = approved.</param>
    /// <param name="now">Market time of the step.</param>
    public void Begin(in Decision born, RefusalSet refusedBy, UnixNanos now)
    {
        _ghosts.Begin();
        var stopTicks = Math.Abs(born.Reference - born.Stop);
        var targetTicks = Math.Abs(born.Target - born.Reference);
        if (_ghosts.Through.Brackets.IsFull || stopTicks == 0 || targetTicks == 0 || born.Direction == Direction.None)
        {
            NotOpened++;
            return;
        }

        var entry = new PaperEntry(born.SignalId, born.SignalId, refusedBy.Bits, born.Direction, 1, 0, stopTicks, targetTicks, now);
        _ghosts.Through.Enter(entry, now);
        _ghosts.Queue.Enter(entry, now);
    }

    /// <summary>A trade, as <see cref="PaperBroker.Traded"/> takes it.</summary>
    public void Traded(in MarketEvent trade, UnixNanos now)
    {
        if (_ghosts.IsIdle)
        {
            _ghosts.Note(trade);
            return;
        }

        _ghosts.Begin();
        _ghosts.Traded(trade, now);
        Count();
    }

    /// <summary>A new book, as <see cref="PaperBroker.BookChanged"/> takes it.</summary>
    public void BookChanged(BookSnapshot book, UnixNanos now)
    {
        if (_ghosts.IsIdle)
        {
            _ghosts.Note(book);
            return;
        }

        _ghosts.Begin();
        _ghosts.BookChanged(book, now);
        Count();
    }

    /// <summary>The book is not known any more: who waits for one goes on waiting.</summary>
    public void LoseBook() => _ghosts.LoseBook();

    /// <summary>A step begins: what <see cref="Ended"/> held is over, and a ghost that no book let in for too long is given up.</summary>
    public void Advance(UnixNanos now)
    {
        _ended.Clear();
        if (_ghosts.IsIdle)
            return;
        var waitNanos = _ghosts.Options.GhostEntryWaitMillis * UnixNanos.PerMilli;
        Lost += _ghosts.Through.Brackets.RemoveUnfilled(now, waitNanos);
        _ = _ghosts.Queue.Brackets.RemoveUnfilled(now, waitNanos);
    }

    /// <summary>The close is near: every ghost leaves at the market, now or with the next sound book.</summary>
    public void Close(UnixNanos now)
    {
        _ghosts.Begin();
        _ = _ghosts.Through.TryFlatten(0, now);
        _ = _ghosts.Queue.TryFlatten(0, now);
        Count();
    }

    /// <summary>Trades are lost for good, or the day is over: what is open has no price.</summary>
    public void Lose()
    {
        Lost += Open;
        _ghosts.Clear();
    }

    /// <summary>A trade date begins: its fees are in force. Open ghosts and prices stay.</summary>
    /// <param name="feeCentsASide">Of the date, in cents.</param>
    /// <exception cref="ArgumentException">The fee is out of its range.</exception>
    public void BeginDay(int feeCentsASide) => _ghosts.SetFee(feeCentsASide);

    /// <summary>Writes open ghosts and prices; not the book.</summary>
    public void Save(CarryWriter to)
    {
        to.WriteInt64(Version);
        to.WriteInt64(NotOpened);
        to.WriteInt64(Lost);
        _prices.Save(to);
        _queuePrices.Save(to);
        _ghosts.Save(to);
    }

    /// <summary>Reads what <see cref="Save"/> wrote; the book is unknown until the next snapshot.</summary>
    /// <exception cref="CarryException">It does not fit; there are no ghosts and no prices then.</exception>
    public void Load(ref CarryReader from)
    {
        Forget();
        try
        {
            from.ReadVersion(Version);
            NotOpened = from.ReadInt64();
            Lost = from.ReadInt64();
            _prices.Load(ref from);
            _queuePrices.Load(ref from);
            _ghosts.Load(ref from);
        }
        catch (CarryException)
        {
            Forget();
            throw;
        }
    }

    private GatePrices Prices(LimitRule rule) => rule == LimitRule.Through ? _prices : _queuePrices;

    private void Count()
    {
        Count(_ghosts.Through.Results, _prices);
        Count(_ghosts.Queue.Results, _queuePrices);
    }

    private void Count(PaperResults results, GatePrices prices)
    {
        for (var i = 0; i < results.Trips.Length; i++)
        {
            var ghost = new GhostTrade(new RefusalSet(results.Tags[i]), results.Trips[i]);
            prices.Add(ghost);
            _ended.Add(ghost);
        }
    }

    private void Forget()
    {
        _ghosts.Clear();
        _ended.Clear();
        _prices.Clear();
        _queuePrices.Clear();
        (NotOpened, Lost) = (0, 0);
    }
}
