using MiaIa.V1;

namespace MiaIa.Bridge.Relay;

/// <summary>Where frames of studies come in and frames for studies go out, one message at a time. Nothing here waits.</summary>
internal interface IStudyPort
{
    /// <summary>Who sent the message received last.</summary>
    ReadOnlySpan<byte> RoutingId { get; }

    /// <summary>The message received last; of one that is too long only the beginning, which is still too long.</summary>
    ReadOnlySpan<byte> Frame { get; }

    /// <summary>Its whole length in bytes.</summary>
    int FrameBytes { get; }

    /// <summary>What stood before the frame to prove who speaks; empty when there was one part only, as in all but a first message.</summary>
    ReadOnlySpan<byte> Credential { get; }

    /// <summary>It had more than the two parts that the contract allows.</summary>
    bool HasManyParts { get; }

    /// <summary>Receives one message if one is there.</summary>
    bool TryReceive();

    /// <summary>The message received last with the bridge's two times behind it; valid until the next receive.</summary>
    ReadOnlyMemory<byte> Stamped(long receivedUnixNanos, long sentUnixNanos);

    /// <summary>Sends a frame of the bridge's own.</summary>
    SendOutcome TrySend(ReadOnlySpan<byte> routingId, EngineFrame frame);

    /// <summary>Sends bytes of the engine, if that study's queue has room.</summary>
    SendOutcome TrySend(ReadOnlySpan<byte> routingId, ReadOnlySpan<byte> frame);
}
