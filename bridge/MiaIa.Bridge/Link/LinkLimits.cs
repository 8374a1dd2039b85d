namespace MiaIa.Bridge.Link;

/// <summary>Bounds of one line to the engine.</summary>
/// <param name="DownstreamFrames">Frames from the engine that can wait for the relay thread.</param>
/// <param name="ReconnectFirst">Bound of the first pause before a new attempt.</param>
/// <param name="ReconnectMax">No pause is longer.</param>
internal sealed record LinkLimits(int DownstreamFrames, TimeSpan ReconnectFirst, TimeSpan ReconnectMax);
