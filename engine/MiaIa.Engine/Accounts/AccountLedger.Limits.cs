using MiaIa.Engine.Market;

namespace MiaIa.Engine.Accounts;

/// <content>What an entry is held against.</content>
public sealed partial class AccountLedger
{
    /// <summary>What closing all positions at the newest prices would bring, in cents before fees.</summary>
    public long OpenCents
    {
        get
        {
            var sum = 0L;
            foreach (var position in _positions)
                sum += position.OpenCents();
            return sum;
        }
    }

    /// <summary>The loss that all open positions may still make, in cents ≤ 0: to their stops, with slippage and the fees of their exits.</summary>
    public long WorstOpenCents
    {
        get
        {
            var sum = 0L;
            foreach (var position in _positions)
                sum += position.WorstCents(Options, position.Instrument.Fees.CentsOn(TradeDate));
            return sum;
        }
    }

    /// <summary>The trade date's worst result if an entry is made and stopped, in cents: with slippage and the fees of both its sides.</summary>
    public long WorstWithCents(int slot, int lots, int stopTicks)
    {
        var instrument = _positions[slot].Instrument;
        var ofOne = (long)(stopTicks + Options.SlippageTicks) * instrument.TickValueCents + 2L * instrument.Fees.CentsOn(TradeDate);
        return RealizedCents + WorstOpenCents - lots * ofOne;
    }

    /// <summary>The margin of all positions and of an entry beside them, in cents.</summary>
    public long MarginWithCents(int slot, int lots)
    {
        var sum = lots * _positions[slot].Instrument.MarginCents;
        foreach (var position in _positions)
            sum += Math.Abs(position.Lots) * position.Instrument.MarginCents;
        return sum;
    }

    /// <summary>Instruments with a position or with an entry command that is not at its end.</summary>
    public int Engaged
    {
        get
        {
            var count = 0;
            for (var slot = 0; slot < _positions.Length; slot++)
                count += _positions[slot].Lots != 0 || _hasOpenEntry[slot] ? 1 : 0;
            return count;
        }
    }

    /// <summary>Other instruments than this one that may have lots open which nobody has counted.</summary>
    public int InDoubtBeside(int slot)
    {
        var count = 0;
        for (var other = 0; other < _isInDoubt.Length; other++)
            count += other != slot && _isInDoubt[other] ? 1 : 0;
        return count;
    }

    /// <summary>Ticks from a price to the nearest losing entry that is remembered; infinite when there is none.</summary>
    public double LossLevelTicks(int slot, PriceTicks price, UnixNanos now) =>
        _losses.NearestTicks(slot, price, now, Options.LossLevelMinutes * UnixNanos.PerMinute);

    /// <summary>What keeps an instrument's entries back and heals by itself.</summary>
    public TradingCondition ConditionsOf(int slot) => _switch.ConditionsOf(slot);

    /// <summary>Another contract of an instrument is traded from here on: the losing entries' prices are not its own.</summary>
    internal void ForgetLossLevels(int slot) => _losses.ForgetLevels(slot);

    /// <summary>An instrument's newest price; the default before the first.</summary>
    internal PriceTicks LastOf(int slot) => _positions[slot].Last;

    /// <summary>Entry commands of the last minute, with one that would be sent now.</summary>
    public int EntriesInMinuteWith(UnixNanos now) => _runaway.InMinuteWith(now);

    /// <summary>How often an entry command would have been sent in a row, with one that would be sent now.</summary>
    public int IdenticalWith(int slot, Direction direction, int lots, PriceTicks reference) =>
        _runaway.RunWith(new RunawayGuard.Identity(slot, direction, lots, reference));

    /// <summary>The newest trade date on which the loss limit was reached; the default when none is known.</summary>
    public DateOnly LossDate => _switch.LossDate;

    /// <summary>The loss limit that was in force then was reached on a trade date: it stays reached, whatever the limit is now.</summary>
    public void HoldLossLimit(DateOnly tradeDate) => _switch.Trip(TradingBreach.DailyLoss, tradeDate);

    /// <summary>
    /// When the first trade date opens on which a person may lift the loss limit that was reached; the default when it was not, or beyond the calendar.
    /// </summary>
    public UnixNanos LossLiftsAt
    {
        get
        {
            const int SessionsMax = 8;
            if (LossDate == default)
                return default;
            var moment = UnixNanos.Trusted(
                (LossDate.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * 24 * 60 * UnixNanos.PerMinute
            );
            for (var i = 0; i < SessionsMax && _calendar.TryFind(moment, out var session, out _); i++)
            {
                if (_calendar.TradeDateOf(session.Date) > LossDate)
                    return session.OpensAt;
                moment = session.NextOpensAt;
            }

            return default;
        }
    }

    // Reached by what is realised, or by that with what is open now: exits only, until the next trade date.
    private bool FindsLossLimit()
    {
        if ((_switch.Breaches & TradingBreach.DailyLoss) != 0 && _switch.LossDate == TradeDate)
            return false;
        if (Math.Min(RealizedCents, RealizedCents + OpenCents) > -Options.DailyLossLimitCents)
            return false;
        _switch.Trip(TradingBreach.DailyLoss, TradeDate);
        return true;
    }
}
