using MiaIa.Engine.Accounts;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Paper;
using MiaIa.Engine.Risk;

namespace MiaIa.Engine.Pipeline;

/// <summary>How an instrument's signals become orders. Size, stop and target stand in the signals' options.</summary>
public sealed record TradingOptions
{
    /// <summary>What becomes of an order. Seed: dry-run.</summary>
    public TradingMode Mode { get; init; } = TradingMode.DryRun;

    /// <summary>The limits of entries; the ceiling is the signals'.</summary>
    public RiskOptions Risk { get; init; } = new();

    /// <summary>How orders are watched; mode and ids are set by the core.</summary>
    public OrderOptions Orders { get; init; } = new();

    /// <summary>Paper fills and ghosts; tick value and fees are set by the core.</summary>
    public PaperOptions Paper { get; init; } = new();

    /// <summary>Margin of one contract in cents. Seed: 13,000 $ for ES.</summary>
    public long MarginCents { get; init; } = 1_300_000;

    /// <summary>Fees of one contract and side in cents, by date. Seed: 2.15 $ for ES and NQ, 0.57 $ for MES and MNQ.</summary>
    public IReadOnlyList<FeeStep> Fees { get; init; } = [new(DateOnly.MinValue, 215)];

    /// <summary>How far the market may have moved from an entry's reference when the study has its command, in ticks, 0 … 1,000. Seed: 4.</summary>
    public int DriftTicksMax { get; init; } = 4;

    /// <summary>How old an entry's command may be then, in milliseconds of the study's own clock, 100 … 10,000. Seed: 1,000.</summary>
    public int TimeToLiveMillis { get; init; } = 1_000;

    /// <exception cref="ArgumentException">An option is out of its range; the message names it and its value.</exception>
    internal void Validate()
    {
        OptionRange.Within(nameof(DriftTicksMax), DriftTicksMax, 0, 1_000);
        OptionRange.Within(nameof(TimeToLiveMillis), TimeToLiveMillis, 100, 10_000);
        if (Orders.AnswerMillis < TimeToLiveMillis)
        {
            throw new ArgumentException(
                $"AnswerMillis {Orders.AnswerMillis} is less than TimeToLiveMillis {TimeToLiveMillis}: an answer would be missed before it can come"
            );
        }
    }
}
