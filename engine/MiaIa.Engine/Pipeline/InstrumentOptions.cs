using MiaIa.Engine.Accounts;
using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Options;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Pipeline;

/// <summary>Everything one core is told about its instrument. Checked when the core is made.</summary>
public sealed record InstrumentOptions
{
    /// <summary>ES, MES, NQ, MNQ.</summary>
    public required string Name { get; init; }

    /// <summary>Points in a tick; 0.25 for ES.</summary>
    public decimal TickSizePoints { get; init; } = 0.25m;

    /// <summary>Dollars in a tick; 12.50 for ES.</summary>
    public decimal TickValueUsd { get; init; } = 12.50m;

    /// <summary>The features' constants.</summary>
    public FeatureOptions Features { get; init; } = new();

    /// <summary>Which options it reads, and how.</summary>
    public ChainOptions Chains { get; init; } = ChainOptions.Spx;

    /// <summary>Weights and tiers.</summary>
    public ConfluenceOptions Confluence { get; init; } = new();

    /// <summary>Signal life and size.</summary>
    public SignalOptions Signals { get; init; } = new();

    /// <summary>How its signals become orders.</summary>
    public TradingOptions Trading { get; init; } = new();

    /// <summary>The study is stale after this much local time without a message, in milliseconds.</summary>
    public int StudyStaleMillis { get; init; } = 3_000;

    /// <summary>The book is stale after this much local time without a snapshot or a heartbeat, in milliseconds.</summary>
    public int BookStaleMillis { get; init; } = 3_000;

    /// <summary>Id of the first signal, ≥ 1.</summary>
    public ulong FirstSignalId { get; init; } = 1;

    /// <summary>Added for each further signal, ≥ 1. With n cores: first ids 1 … n and step n keep ids unique.</summary>
    public ulong SignalIdStep { get; init; } = 1;

    /// <summary>ES: 12.50 $ a tick, base 1 and ceiling 2 (seed).</summary>
    public static InstrumentOptions Es { get; } = new() { Name = "ES" };

    /// <summary>MES: 1.25 $ a tick, base 10 and ceiling 20, so that every tier has its exact size.</summary>
    public static InstrumentOptions Mes { get; } = Micro("MES", 1.25m, ChainOptions.Spx, 130_000);

    /// <summary>NQ: 5.00 $ a tick, base 1 and ceiling 2.</summary>
    public static InstrumentOptions Nq { get; } =
        new()
        {
            Name = "NQ",
            TickValueUsd = 5.00m,
            Chains = ChainOptions.Ndx,
            Trading = new() { MarginCents = 2_000_000 },
        };

    /// <summary>MNQ: 0.50 $ a tick, base 10 and ceiling 20.</summary>
    public static InstrumentOptions Mnq { get; } = Micro("MNQ", 0.50m, ChainOptions.Ndx, 200_000);

    /// <summary>The options of a known instrument; null when the name is not one of the four.</summary>
    public static InstrumentOptions? Find(string name) =>
        name switch
        {
            "ES" => Es,
            "MES" => Mes,
            "NQ" => Nq,
            "MNQ" => Mnq,
            _ => null,
        };

    /// <summary>What the account knows of it.</summary>
    public AccountInstrument OfAccount() => new(Name, (int)(TickValueUsd * 100), Trading.MarginCents, new FeeTable(Trading.Fees));

    /// <exception cref="ArgumentException">An option is out of its range; the message names it and its value.</exception>
    /// <summary>Itself, once it is known to be sound.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal InstrumentOptions Validated()
    {
        if (StudyStaleMillis < 1 || BookStaleMillis < 1)
            throw new ArgumentException($"study stale {StudyStaleMillis} ms and book stale {BookStaleMillis} ms must be at least 1");
        Features.Validate();
        Chains.Validate();
        Trading.Validate();
        return this;
    }

    private static InstrumentOptions Micro(string name, decimal tickValueUsd, ChainOptions chains, long marginCents) =>
        new()
        {
            Name = name,
            TickValueUsd = tickValueUsd,
            Chains = chains,
            Signals = new() { BaseContracts = 10, CeilingContracts = 20 },
            Trading = new() { MarginCents = marginCents, Fees = [new(DateOnly.MinValue, 57)] },
        };
}
