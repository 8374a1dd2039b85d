namespace MiaIa.Engine.Host.Sessions;

/// <summary>How long one drain of a study's stream took, and the hops of its newest frame before it; in ns.</summary>
/// <param name="Instrument">Whose study it was; null before its Hello.</param>
/// <param name="Frames">Frames of the drain.</param>
/// <param name="EngineNs">From its first frame to its answers handed over.</param>
/// <param name="SeenSentNs">From the study's call to the frame on its way; −1 = not said.</param>
/// <param name="SentBridgeNs">… to the bridge; −1 = not said.</param>
/// <param name="BridgeEngineNs">From the bridge to the engine; −1 = not said.</param>
/// <param name="SeenEngineNs">From the study's call to the engine; −1 = not said.</param>
internal readonly record struct DrainTime(
    string? Instrument,
    int Frames,
    long EngineNs,
    long SeenSentNs,
    long SentBridgeNs,
    long BridgeEngineNs,
    long SeenEngineNs
);
