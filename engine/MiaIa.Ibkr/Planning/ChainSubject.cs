using MiaIa.V1;

namespace MiaIa.Ibkr.Planning;

/// <summary>An underlying whose chain is planned.</summary>
/// <param name="Underlying">As the engine knows it.</param>
/// <param name="Symbol">Its symbol.</param>
/// <param name="SecurityType"><c>IND</c> or <c>STK</c>.</param>
/// <param name="ConId">IBKR's number.</param>
/// <param name="Classes">The trading classes of its options.</param>
public sealed record ChainSubject(Underlying Underlying, string Symbol, string SecurityType, int ConId, IReadOnlyList<string> Classes)
{
    /// <summary>S&amp;P 500: SPX settles in the morning, SPXW in the afternoon.</summary>
    public static ChainSubject Spx { get; } = new(Underlying.Spx, "SPX", "IND", 416904, ["SPX", "SPXW"]);

    /// <summary>The fund on the Nasdaq-100: the backup of the option flow.</summary>
    public static ChainSubject Qqq { get; } = new(Underlying.Qqq, "QQQ", "STK", 320227571, ["QQQ"]);
}
