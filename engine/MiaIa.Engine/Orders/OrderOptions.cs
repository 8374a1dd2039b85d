using MiaIa.Engine.Accounts;

namespace MiaIa.Engine.Orders;

/// <summary>How orders are numbered, and how long the tracker waits before it asks, doubts or closes.</summary>
public sealed record OrderOptions
{
    /// <summary>
    /// In dry-run the paper broker answers within the step: its fills are the position, nothing is asked and readings of Sierra's position,
    /// which may be the trader's own, are passed over. In sim and live Sierra is the truth.
    /// </summary>
    public TradingMode Mode { get; init; } = TradingMode.DryRun;

    /// <summary>Id of the first order, ≥ 1; different in each core of a journal.</summary>
    public ulong FirstOrderId { get; init; } = 1;

    /// <summary>
    /// The first id is that many microseconds later as the local clock showed at the first event: ids then never come again, even when a
    /// journal is lost, and Sierra's side never takes an old order for a new one.
    /// </summary>
    public bool AreIdsOfTheClock { get; init; }

    /// <summary>From one order id to the next, ≥ 1: the number of cores, so that no two share an id.</summary>
    public ulong OrderIdStep { get; init; } = 1;

    /// <summary>Local milliseconds without an answer to a command until Sierra is asked by id, 1000 … 60000: not less than the command's time to live.</summary>
    public int AnswerMillis { get; init; } = 1_500;

    /// <summary>Local seconds between two questions while all is well, 1 … 60.</summary>
    public int QuerySeconds { get; init; } = 5;

    /// <summary>An order that had an event within so many local milliseconds is not judged by what a snapshot lacks, 500 … 60000.</summary>
    public int EventQuietMillis { get; init; } = 2_000;

    /// <summary>Local milliseconds that a position of ours may stand without a working stop before it is closed, 100 … 60000.</summary>
    public int NakedMillis { get; init; } = 1_000;

    /// <summary>Local milliseconds between two flatten commands while the position stands, 1000 … 60000.</summary>
    public int FlattenRetryMillis { get; init; } = 5_000;

    /// <summary>Refuses what cannot be.</summary>
    /// <exception cref="ArgumentException">An option is out of its range or contradicts another; the text names it and its value.</exception>
    public void Validate()
    {
        if (Mode is not (TradingMode.DryRun or TradingMode.Sim or TradingMode.Live))
            throw new ArgumentException($"{nameof(Mode)} {(int)Mode} is not a mode");
        if (FirstOrderId == 0)
            throw new ArgumentException($"{nameof(FirstOrderId)} 0 is not at least 1");
        if (OrderIdStep == 0)
            throw new ArgumentException($"{nameof(OrderIdStep)} 0 is not at least 1");
        OptionRange.Within(nameof(AnswerMillis), AnswerMillis, 1_000, 60_000);
        OptionRange.Within(nameof(QuerySeconds), QuerySeconds, 1, 60);
        OptionRange.Within(nameof(EventQuietMillis), EventQuietMillis, 500, 60_000);
        OptionRange.Within(nameof(NakedMillis), NakedMillis, 100, 60_000);
        OptionRange.Within(nameof(FlattenRetryMillis), FlattenRetryMillis, 1_000, 60_000);
        if (EventQuietMillis < AnswerMillis)
        {
            throw new ArgumentException(
                $"{nameof(EventQuietMillis)} {EventQuietMillis} is less than {nameof(AnswerMillis)} {AnswerMillis}: "
                    + "an order would be judged before it had time to answer"
            );
        }
    }
}
