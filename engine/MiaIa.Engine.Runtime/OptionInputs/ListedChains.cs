using MiaIa.V1;

namespace MiaIa.Engine.Runtime.OptionInputs;

/// <summary>Which listing of each chain is in force: what an update has to fit; and which days before were told. Belongs to the step.</summary>
public sealed class ListedChains
{
    private readonly (ulong Listing, uint Contracts, OptionSource Source)[] _byUnderlying = new (ulong, uint, OptionSource)[
        (int)Underlying.Vxn + 1
    ];

    private readonly OptionChainListed?[] _listed = new OptionChainListed?[(int)Underlying.Vxn + 1];
    private readonly PutCallHistory?[] _days = new PutCallHistory?[(int)Underlying.Vxn + 1];

    /// <summary>The listing as it came; null = none yet. Read only.</summary>
    public OptionChainListed? ListedOf(Underlying underlying) => _listed[(int)underlying];

    /// <summary>The days before as they were told; null = not yet. Read only.</summary>
    public PutCallHistory? DaysOf(Underlying underlying) => _days[(int)underlying];

    /// <summary>The listing's number; 0 = none yet.</summary>
    public ulong ListingOf(Underlying underlying) => _byUnderlying[(int)underlying].Listing;

    /// <summary>Contracts of the listing; 0 = none yet.</summary>
    public uint ContractsOf(Underlying underlying) => _byUnderlying[(int)underlying].Contracts;

    /// <summary>The source of the listing; unspecified = none yet.</summary>
    public OptionSource SourceOf(Underlying underlying) => _byUnderlying[(int)underlying].Source;

    /// <summary>A listing that breaks no rule comes into force.</summary>
    public void Apply(OptionChainListed listed)
    {
        ArgumentNullException.ThrowIfNull(listed);
        uint contracts = 0;
        foreach (var expiry in listed.Expiry)
            contracts += 2 * (uint)expiry.StrikeStepMilli.Count;

        _byUnderlying[(int)listed.Underlying] = (listed.Listing, contracts, listed.Source);
        _listed[(int)listed.Underlying] = listed.Clone();
    }

    /// <summary>Days before that break no rule.</summary>
    public void Apply(PutCallHistory days)
    {
        ArgumentNullException.ThrowIfNull(days);
        _days[(int)days.Underlying] = days.Clone();
    }
}
