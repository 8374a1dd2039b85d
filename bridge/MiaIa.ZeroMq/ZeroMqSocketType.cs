namespace MiaIa.ZeroMq;

/// <summary>Socket types of libzmq that this project has a use for; the numbers are libzmq's.</summary>
public enum ZeroMqSocketType
{
    /// <summary>One peer, both ways; for threads of one process.</summary>
    Pair = 0,

    /// <summary>Sends to every subscriber.</summary>
    Publish = 1,

    /// <summary>Receives what it subscribed to.</summary>
    Subscribe = 2,

    /// <summary>Many peers taken in turn; the study's side.</summary>
    Dealer = 5,

    /// <summary>Many peers, each addressed by its routing id; the bridge's side.</summary>
    Router = 6,

    /// <summary>Receives only.</summary>
    Pull = 7,

    /// <summary>Sends only.</summary>
    Push = 8,
}
