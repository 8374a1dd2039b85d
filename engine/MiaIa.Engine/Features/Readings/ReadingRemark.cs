namespace MiaIa.Engine.Features;

/// <summary>Why a feature is not ready, or what to know about its value. A number, so that readings are copied as plain bits.</summary>
public enum ReadingRemark : byte
{
    /// <summary>Nothing to say.</summary>
    None = 0,

    /// <summary>The study has not spoken for 3 s.</summary>
    StudyStale,

    /// <summary>The book has not been confirmed for 3 s.</summary>
    BookStale,

    /// <summary>No book has come yet.</summary>
    NoBook,

    /// <summary>The book is crossed, locked or one-sided.</summary>
    BookUnsound,

    /// <summary>Depth was seen in too few seconds.</summary>
    FewDepthSeconds,

    /// <summary>The tape is shorter than the windows.</summary>
    ShortTape,

    /// <summary>The last 60 s hold too few contracts.</summary>
    FewContracts,

    /// <summary>Neither anchor has its bars.</summary>
    FewBars,

    /// <summary>Fewer than two timeframes have their bars.</summary>
    FewTimeframes,

    /// <summary>Too few bars for the VWAP bands of as many closes as a window has.</summary>
    FewBandBars,

    /// <summary>The exchange calendar does not know the day.</summary>
    UnknownDay,

    /// <summary>Valid: the Globex anchor serves.</summary>
    GlobexAnchor,

    /// <summary>Valid: the Globex anchor fades into the regular one.</summary>
    BothAnchors,

    /// <summary>Valid: the regular anchor serves.</summary>
    RegularAnchor,

    /// <summary>Valid: of the timeframes, those of 1 and 5 minutes serve.</summary>
    TwoTimeframes,

    /// <summary>Valid: of the timeframes, that of 60 minutes does not serve yet.</summary>
    ThreeTimeframes,

    /// <summary>No option chain is listed.</summary>
    NoOptionChain,

    /// <summary>The options feed is down.</summary>
    OptionFeedDown,

    /// <summary>What the options feed delivers is late.</summary>
    OptionsDelayed,

    /// <summary>Options that are not live, beside a chart that is.</summary>
    OptionsNotLive,

    /// <summary>Open interest is missing or old.</summary>
    OpenInterestStale,

    /// <summary>No implied volatility is fresh.</summary>
    VolatilityStale,

    /// <summary>No minute mark since the chain was listed.</summary>
    ChainNotFitted,

    /// <summary>Nothing of the chain is live.</summary>
    ChainSettled,

    /// <summary>Too little of the chain is supported.</summary>
    LowChainCoverage,

    /// <summary>Future and index have not been compared.</summary>
    NoBasis,

    /// <summary>VIX or VXN is missing or old.</summary>
    VolatilityIndexStale,

    /// <summary>VIX or VXN cannot be true.</summary>
    VolatilityIndexOdd,

    /// <summary>Fewer than 14 bars.</summary>
    FewMinuteBars,

    /// <summary>No option volume is fresh.</summary>
    OptionVolumeStale,

    /// <summary>A side did not trade.</summary>
    NoPutCallRatio,

    /// <summary>Nothing to compare put/call with.</summary>
    FewPutCallMinutes,

    /// <summary>Option trades were seen for too short a time.</summary>
    ShortOptionFlow,

    /// <summary>Valid: the options are replayed or made up.</summary>
    OptionsReplayed,

    /// <summary>Valid: the backup's options serve.</summary>
    BackupOptions,

    /// <summary>Too few whole bars for the detectors, and the study has pushed no pattern.</summary>
    FewBarsNoPattern,

    /// <summary>The tape is shorter than the window of the large prints.</summary>
    FewMinutesOfPrints,

    /// <summary>The footprint has too few closed bars.</summary>
    FewFootprintBars,

    /// <summary>Too little of the chain's open interest arrived.</summary>
    PartialOpenInterest,
}
