namespace MiaIa.CboeFiles;

/// <summary>The 22 columns of a quote table.</summary>
internal static class CboeColumns
{
    public const int Date = 0,
        CallSymbol = 1,
        CallFirst = 2,
        Strike = 11,
        PutSymbol = 12,
        PutFirst = 13;

    /// <summary>Places of the values within a side, counted from its "Last Sale".</summary>
    public const int Bid = 2,
        Ask = 3,
        Volume = 4,
        Volatility = 5,
        OpenInterest = 8;

    /// <summary>As the table prints them.</summary>
    public static readonly string[] Headings =
    [
        "Expiration Date",
        "Calls",
        "Last Sale",
        "Net",
        "Bid",
        "Ask",
        "Volume",
        "IV",
        "Delta",
        "Gamma",
        "Open Interest",
        "Strike",
        "Puts",
        "Last Sale",
        "Net",
        "Bid",
        "Ask",
        "Volume",
        "IV",
        "Delta",
        "Gamma",
        "Open Interest",
    ];

    /// <summary>With the side where a name stands twice, for messages.</summary>
    public static readonly string[] Names =
    [
        .. Headings.Select(
            (name, i) =>
                i switch
                {
                    >= CallFirst and < Strike => "call " + name,
                    >= PutFirst => "put " + name,
                    _ => name,
                }
        ),
    ];
}
