namespace MiaIa.Engine.Market;

/// <summary>A number of contracts (lots). The default is 0.</summary>
public readonly record struct Contracts
{
    /// <summary>The largest size that is accepted; a thousand times what ES has ever shown at one price.</summary>
    public const int MaxValue = 1_000_000;

    private Contracts(int value) => Value = value;

    /// <summary>Contracts, 0 … <see cref="MaxValue"/>.</summary>
    public int Value { get; }

    /// <summary>Wraps a size that is known to be in range; it is not checked.</summary>
    public static Contracts Trusted(int lots) => new(lots);
}
