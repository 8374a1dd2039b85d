namespace MiaIa.Bridge.Link;

/// <summary>One open Attach call, as the relay thread writes to it. Nothing here waits or throws.</summary>
internal interface IEngineCall
{
    /// <summary>Adds a frame to what the next flush sends; the bytes are copied.</summary>
    /// <returns>False, and nothing is added, when the engine does not read fast enough or the call is over.</returns>
    bool TryWrite(ReadOnlyMemory<byte> frame);

    /// <summary>Starts to send what was written.</summary>
    void Flush();
}
