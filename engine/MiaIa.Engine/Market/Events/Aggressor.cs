namespace MiaIa.Engine.Market;

/// <summary>Who crossed the spread. The numbers are those of the wire schema.</summary>
public enum Aggressor : byte
{
    /// <summary>Not a trade.</summary>
    None = 0,

    /// <summary>Traded at the bid.</summary>
    Sell = 1,

    /// <summary>Traded at the ask.</summary>
    Buy = 2,
}
