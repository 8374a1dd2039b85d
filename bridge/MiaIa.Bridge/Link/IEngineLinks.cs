namespace MiaIa.Bridge.Link;

/// <summary>Opens lines to the engine.</summary>
internal interface IEngineLinks
{
    /// <summary>What is being done about an engine that is away, in a few words for the trader; empty when nothing is.</summary>
    string WhyAway => "";

    /// <summary>Opens a line for one study; it tries for ever until closed.</summary>
    /// <param name="epoch">The study.</param>
    /// <param name="wakeUp">Called, from any thread, when the call changed or a frame came.</param>
    IEngineLink Open(ulong epoch, Action wakeUp);
}
