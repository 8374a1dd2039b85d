namespace MiaIa.Bridge.Link;

/// <summary>One study's line to the engine: a call, and a new one whenever that is lost.</summary>
internal interface IEngineLink
{
    /// <summary>
    /// The open call; null while there is none. Another object than before means: begin with Hello again. Throws what has ended the line,
    /// when a fault did: no call follows then.
    /// </summary>
    IEngineCall? Call { get; }

    /// <summary>What the engine sent on that call.</summary>
    DownstreamQueue Downstream { get; }

    /// <summary>Says that nothing follows, lets the engine end the call, and cuts it when the time is over.</summary>
    Task CloseAsync(TimeSpan grace);
}
