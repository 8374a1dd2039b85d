namespace MiaIa.Engine.Risk;

/// <summary>The names of the codes on the wire and in the records, and which of them the study checks again.</summary>
public static class RiskCodes
{
    /// <summary>How many codes there are.</summary>
    public const int Count = 22;

    private static readonly string[] Names =
    [
        "HALTED",
        "STALE_FEED",
        "COVERAGE",
        "CONTRACT_GUARD",
        "SESSION",
        "SPREAD",
        "PRICE_COLLAR",
        "BOOK_UNSOUND",
        "NO_VOLUME",
        "SIZE_ZERO",
        "POSITION_CEILING",
        "POSITION_OPEN",
        "OPPOSITE_POSITION",
        "DAILY_LOSS",
        "TRADES_OF_DAY",
        "MARGIN",
        "LOSS_COOLDOWN",
        "LOSS_LEVEL",
        "RUNAWAY",
        "RECONCILING",
        "MODE_MISMATCH",
        "BRACKET_INVALID",
    ];

    /// <summary>The name of a code, such as <c>DAILY_LOSS</c>.</summary>
    public static string NameOf(RiskCode code) => Names[(int)code];

    /// <summary>The names of a set of codes, such as <c>SPREAD DAILY_LOSS</c>; empty for none. Allocates: never called in the step.</summary>
    /// <param name="codes">Each code as the bit of its number.</param>
    public static string TextOf(uint codes)
    {
        var names = new List<string>();
        for (var code = 0; code < Count; code++)
        {
            if ((codes & (1u << code)) != 0)
                names.Add(Names[code]);
        }

        return string.Join(' ', names);
    }

    /// <summary>
    /// Whether the study refuses by it once more, from what it knows itself: price, quantity, position, drift, age, mode, account, and how many
    /// commands came. It knows no coverage, no day's loss and no calendar.
    /// </summary>
    public static bool IsCheckedByStudy(RiskCode code) =>
        code
            is RiskCode.Halted
                or RiskCode.StaleFeed
                or RiskCode.ContractGuard
                or RiskCode.PriceCollar
                or RiskCode.SizeZero
                or RiskCode.PositionCeiling
                or RiskCode.PositionOpen
                or RiskCode.OppositePosition
                or RiskCode.Runaway
                or RiskCode.Reconciling
                or RiskCode.ModeMismatch
                or RiskCode.BracketInvalid;
}
