namespace MiaIa.Engine.Market;

/// <summary>A closed bar as the study's chart has it. The core only counts them: its own bars come from trades.</summary>
/// <param name="Start">The bar's first moment.</param>
/// <param name="PeriodSeconds">Length of the bar.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="VolumeLots">Contracts traded.</param>
/// <param name="BidVolumeLots">Contracts traded at the bid.</param>
/// <param name="AskVolumeLots">Contracts traded at the ask.</param>
public sealed record StudyBar(
    UnixNanos Start,
    int PeriodSeconds,
    PriceTicks Open,
    PriceTicks High,
    PriceTicks Low,
    PriceTicks Close,
    long VolumeLots,
    long BidVolumeLots,
    long AskVolumeLots
);
