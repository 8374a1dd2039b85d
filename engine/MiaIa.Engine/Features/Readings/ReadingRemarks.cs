using MiaIa.Engine.Market;

namespace MiaIa.Engine.Features;

/// <summary>The remarks in words.</summary>
internal static class ReadingRemarks
{
    private static readonly string[] Texts =
    [
        "",
        "the study is stale: no message and no heartbeat for 3 s",
        "the book is stale: no snapshot and no heartbeat for 3 s",
        "no book yet",
        "the book is crossed, locked or one-sided",
        "under 30 sound seconds of depth",
        "under 11 minutes of trades",
        "too few contracts in the last 60 s",
        "under 30 bars of either anchor",
        "under 21 bars of two timeframes",
        "too few bars for the VWAP bands (39 with windows of 20 bars)",
        "the exchange calendar does not know this day",
        "Globex anchor",
        "between both anchors",
        "regular anchor",
        "1 and 5 minutes",
        "1, 5 and 15 minutes",
        "no option chain is listed",
        "the options feed is down",
        "the options are delayed or frozen",
        "replayed or made-up options do not serve beside a live chart",
        "open interest is missing or older than one trading day",
        "no fresh implied volatility",
        "the option chain is not fitted yet",
        "every listed expiry has settled",
        "chain coverage is under 0.80",
        "no basis yet: under 10 index prints beside a sound book",
        "the volatility index is missing or older than 15 minutes",
        "the volatility index is not within 5 to 100",
        "under 14 bars",
        "no fresh option volume",
        "no put or no call traded today",
        "neither 20 stored days nor 30 minutes of put/call",
        "under 15 minutes of option trades",
        "replayed or made-up options",
        "QQQ options serve",
        "under 20 bars, and the study has pushed no pattern",
        "under 5 minutes of trades",
        "under 19 closed bars since the start or a gap",
        "under 0.80 of the chain's open interest has arrived",
    ];

    internal static string TextOf(ReadingRemark remark) => Texts[(int)remark];

    /// <summary>The history that a reason asks for, in minutes of trading, where a window is a setting its longest; 0 = it asks for none.</summary>
    internal static int HistoryMinutesOf(ReadingRemark remark) =>
        remark switch
        {
            ReadingRemark.FewDepthSeconds => 1,
            ReadingRemark.FewMinutesOfPrints => 5,
            ReadingRemark.ShortTape => 11,
            ReadingRemark.FewMinuteBars => 14,
            ReadingRemark.ShortOptionFlow => 15,
            ReadingRemark.FewFootprintBars => 19,
            ReadingRemark.FewBarsNoPattern => 20,
            ReadingRemark.FewBars or ReadingRemark.FewPutCallMinutes => 30,
            ReadingRemark.FewBandBars => MinuteBars.KeptMax - 1,
            // Those of 1 and 5 minutes.
            ReadingRemark.FewTimeframes => 105,
            _ => 0,
        };
}
