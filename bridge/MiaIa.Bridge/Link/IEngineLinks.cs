namespace MiaIa.Bridge.Link;

/// <summary>Opens lines to the engine.</summary>
internal interface IEngineLinks
{
    /// <summary>Opens a line for one study; it tries for ever until closed.</summary>
    /// <param name="epoch">The study.</param>
    /// <param name="wakeUp">Called, from any thread, when the call changed or a frame came.</param>
    IEngineLink Open(ulong epoch, Action wakeUp);
}
