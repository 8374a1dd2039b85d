using MiaIa.Engine.Accounts;

namespace MiaIa.Engine.Paper;

/// <summary>What the paper broker and the ghosts of one instrument are told.</summary>
public sealed record PaperOptions
{
    /// <summary>The largest fee of one contract and side, in cents.</summary>
    public const int FeeCentsMax = 100_000;

    /// <summary>One tick of one contract in cents, 1 … 100,000: ES 1250, MES 125, NQ 500, MNQ 50.</summary>
    public int TickValueCents { get; init; } = 1250;

    /// <summary>Fees of one contract and side in cents, 0 … 100,000: ES and NQ 215, MES and MNQ 57.</summary>
    public int FeeCentsASide { get; init; } = 215;

    /// <summary>Entries that are not at their end, at most, 1 … 1,000: another one is refused.</summary>
    public int EntriesMax { get; init; } = 16;

    /// <summary>Ghosts open at once, at most, 1 … 10,000: another one is counted as not opened.</summary>
    public int GhostsMax { get; init; } = 64;

    /// <summary>A ghost that no sound book let in within this time, in milliseconds of market time, 0 … 60,000, has no price and is counted as such.</summary>
    public int GhostEntryWaitMillis { get; init; } = 1_000;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it and its value.</exception>
    public void Validate()
    {
        OptionRange.Within(nameof(TickValueCents), TickValueCents, 1, 100_000);
        OptionRange.Within(nameof(FeeCentsASide), FeeCentsASide, 0, FeeCentsMax);
        OptionRange.Within(nameof(EntriesMax), EntriesMax, 1, 1_000);
        OptionRange.Within(nameof(GhostsMax), GhostsMax, 1, 10_000);
        OptionRange.Within(nameof(GhostEntryWaitMillis), GhostEntryWaitMillis, 0, 60_000);
    }
}
