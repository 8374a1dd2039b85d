namespace MiaIa.Ibkr.Planning;

/// <summary>What became of open interest that somebody else offered.</summary>
public enum OpenInterestOffer
{
    /// <summary>The contracts are not known yet: offer it again.</summary>
    Waits,

    /// <summary>It serves.</summary>
    Taken,

    /// <summary>It is of another day than the one in force.</summary>
    OfAnotherDay,
}
