using MiaIa.Engine.Pipeline;

namespace MiaIa.Replay.Tallies;

/// <summary>What became of an instrument's signals: verdicts, orders, trades and their profit.</summary>
public sealed class TradeTally
{
    /// <summary>Signals that every rule let pass.</summary>
    public int Approved { get; private set; }

    /// <summary>Signals that at least one rule refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Executions.</summary>
    public int Fills { get; private set; }

    /// <summary>Trades from flat to flat.</summary>
    public int Trips { get; private set; }

    /// <summary>Of these, the ones that earned money after fees.</summary>
    public int Winners { get; private set; }

    /// <summary>Profit of these trades in cents, after fees.</summary>
    public long ProfitCents { get; private set; }

    /// <summary>Takes what one event brought about.</summary>
    public void Add(TradingStage trading)
    {
        ArgumentNullException.ThrowIfNull(trading);
        foreach (ref readonly var verdict in trading.Verdicts)
        {
            if (verdict.IsApproved)
                Approved++;
            else
                Refused++;
        }

        Fills += trading.Fills.Length;
        foreach (ref readonly var trip in trading.RoundTrips)
        {
            Trips++;
            Winners += trip.ProfitCents > 0 ? 1 : 0;
            ProfitCents += trip.ProfitCents;
        }
    }
}
