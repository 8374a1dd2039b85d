namespace Performance.Tws;

/// <summary>Kinds of ticks in a <see cref="TickStream"/>.</summary>
internal enum TickKind
{
    /// <summary>A bid or an ask with its size: one double, one decimal.</summary>
    Quote,

    /// <summary>A size of the bid or the ask.</summary>
    Size,

    /// <summary>A volume or an open interest of an option.</summary>
    Volume,

    /// <summary>An implied volatility with its Greeks: eight doubles of 15 to 17 digits.</summary>
    Greeks,

    /// <summary>The time of the last trade, a text.</summary>
    Time,
}
