namespace MiaIa.Ibkr.Client;

/// <summary>What has to be done at a step.</summary>
[Flags]
public enum LinkAction
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Open a session.</summary>
    Open = 1,

    /// <summary>Wait before the next attempt: a few quick ones, then slow ones for ever.</summary>
    Wait = 2,

    /// <summary>Wait until the client id may be free; after some attempts take the next alternate.</summary>
    WaitForId = 4,

    /// <summary>Take every value for old at once.</summary>
    MarkOld = 8,

    /// <summary>Ask for every subscribed line and every open request again.</summary>
    AskAll = 16,

    /// <summary>Keep the lines, and see soon whether each of them still delivers.</summary>
    CheckFlow = 32,

    /// <summary>Close the session.</summary>
    Close = 64,

    /// <summary>Take the next alternate client id; with none left, wait long and begin with the first again.</summary>
    NextId = 128,
}
