namespace MiaIa.Engine.Market;

/// <summary>What a <see cref="MarketEvent"/> says.</summary>
public enum MarketEventKind : byte
{
    /// <summary>Nothing; such an event is a programming error and is refused by the step.</summary>
    None = 0,

    /// <summary>One time-and-sales record.</summary>
    Trade,

    /// <summary>The visible book changed.</summary>
    Book,

    /// <summary>A bar of the study's chart closed.</summary>
    StudyBar,

    /// <summary>The study found a pattern.</summary>
    Pattern,

    /// <summary>The study is alive, whether or not anything traded; market time moves on.</summary>
    Heartbeat,

    /// <summary>The study said something that the core does not read, which still shows that it is alive.</summary>
    StudyAlive,

    /// <summary>The local clock moves on; market time does not.</summary>
    Clock,

    /// <summary>A study begins to speak for this instrument.</summary>
    StudyAttached,

    /// <summary>The study no longer speaks.</summary>
    StudyDetached,

    /// <summary>Frames of the study are lost for good.</summary>
    Gap,

    /// <summary>No new signal from now on.</summary>
    Halt,

    /// <summary>New signals are allowed again.</summary>
    Resume,

    /// <summary>An option chain is listed; what was known of the one before is forgotten.</summary>
    ChainListed,

    /// <summary>Contracts of the listed chain have new quotes, volatilities, open interest or volume.</summary>
    ChainUpdated,

    /// <summary>An index has a value.</summary>
    IndexPrinted,

    /// <summary>The options feed is up, down, or late.</summary>
    OptionFeedChanged,

    /// <summary>Put/call ratios of the days before.</summary>
    PutCallHistoryTold,

    /// <summary>The study read a value of another study on its chart.</summary>
    StudyValue,

    /// <summary>The study's market time and the local clock are too far apart for new signals, or no longer are.</summary>
    StudyClock,

    /// <summary>Sierra says how one order stands.</summary>
    OrderReported,

    /// <summary>Sierra shows an execution.</summary>
    OrderFilled,

    /// <summary>Sierra's position was read.</summary>
    PositionRead,

    /// <summary>Sierra told everything it knows of orders, fills and position.</summary>
    OrdersTold,

    /// <summary>Somebody wants everything of ours closed.</summary>
    Flatten,

    /// <summary>An entry's command was kept back here and never left.</summary>
    EntryKept,

    /// <summary>What was said of the position was refused: it is another account's.</summary>
    PositionRefused,
}
