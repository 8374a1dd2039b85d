namespace MiaIa.Alerts;

/// <summary>What an alert is about. The numbers and names are frozen by a test: a code that goes is never used for another thing.</summary>
public enum AlertCode
{
    /// <summary>A message of the engine's own about its alerts: a test.</summary>
    Test = 1,

    /// <summary>More alerts than anybody reads, told as one.</summary>
    Surge = 2,

    /// <summary>A channel does not take what it is given.</summary>
    ChannelFailing = 3,

    /// <summary>From the study to the engine it takes too long.</summary>
    LatencyHigh = 10,

    /// <summary>Nothing trades in regular hours.</summary>
    NoVolume = 11,

    /// <summary>Study or book have not been heard of.</summary>
    StaleFeed = 12,

    /// <summary>A study or the Gateway is back.</summary>
    Reconnected = 13,

    /// <summary>The study's market time and this machine's clock disagree.</summary>
    ClockOff = 14,

    /// <summary>IBKR, its Gateway or the way to them is at fault.</summary>
    IbkrError = 20,

    /// <summary>SPX, or the index that an instrument's options are of, has no value that may serve.</summary>
    IndexInvalid = 21,

    /// <summary>IBKR does not know a contract that is wanted.</summary>
    ContractUnknown = 22,

    /// <summary>A signal of the highest tier.</summary>
    PremiumSignal = 30,

    /// <summary>A feature says nothing, or always the same.</summary>
    FeatureDead = 31,

    /// <summary>A feature stands at its end all the time.</summary>
    FeatureSaturated = 32,

    /// <summary>A gate has never refused.</summary>
    GateInert = 33,

    /// <summary>A gate refuses everything.</summary>
    GateStrangling = 34,

    /// <summary>No entries until a person resumes.</summary>
    Halted = 40,

    /// <summary>A limit of the account is reached.</summary>
    LimitReached = 41,

    /// <summary>A position of ours without enough working stops.</summary>
    NakedPosition = 42,

    /// <summary>A disk that the engine writes to is nearly full.</summary>
    DiskLow = 50,

    /// <summary>The journal cannot be written.</summary>
    JournalFailing = 51,

    /// <summary>The engine's certificate ends soon, or has ended.</summary>
    CertificateEnds = 52,
}
