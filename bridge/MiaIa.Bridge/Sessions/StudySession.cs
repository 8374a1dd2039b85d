using MiaIa.Bridge.Link;

namespace MiaIa.Bridge.Sessions;

/// <summary>One life of one study, as the bridge knows it. Only the relay thread touches it.</summary>
internal sealed class StudySession
{
    private byte[] _routingId = [];

    internal StudySession(ulong epoch, ulong secret)
    {
        Epoch = epoch;
        Secret = secret;
    }

    internal ulong Epoch { get; }

    /// <summary>What every Hello of this epoch says; 0 = nothing.</summary>
    internal ulong Secret { get; }

    internal LeaseKey Key { get; set; }

    /// <summary>It holds the lease of its instrument and account; otherwise it only receives.</summary>
    internal bool IsPublisher { get; set; }

    /// <summary>Why it only receives, for the trader; empty while it holds the lease.</summary>
    internal string ReadsBecause { get; set; } = "";

    /// <summary>It only receives because another study holds the lease that it wants.</summary>
    internal bool WaitsForLease { get; set; }

    /// <summary>Where its frames come from now; a reconnect changes it.</summary>
    internal ReadOnlySpan<byte> RoutingId => _routingId;

    /// <summary>The last Hello frame as received; goes up again whenever the engine comes back.</summary>
    internal ReadOnlyMemory<byte> Hello { get; set; }

    /// <summary>The newest frame that its last Hello named: no gap goes further.</summary>
    internal ulong NewestAnnounced { get; set; }

    /// <summary>Bounds how often the study is asked for Hello.</summary>
    internal RateLimit HelloAsked { get; } = new();

    internal CounterOrder Order { get; } = new();

    internal AttachPhase Phase { get; set; }

    /// <summary>It was attached before, so a Welcome means: resend.</summary>
    internal bool WasAttached { get; set; }

    /// <summary>Its pointer is moved back once the Welcome that it waits for has been passed on.</summary>
    internal bool ResendAfterWelcome { get; set; }

    /// <summary>The line to the engine; null for a reader and after a refusal.</summary>
    internal IEngineLink? Link { get; set; }

    /// <summary>The call that the Hello went up on; null while there is none.</summary>
    internal IEngineCall? Call { get; set; }

    /// <summary>The frame from the engine that is on its way to the study; it stays while the study's queue is full.</summary>
    internal FrameBuffer Downstream { get; } = new();

    /// <summary>Monotonic time of the last frame.</summary>
    internal long HeardTimestamp { get; set; }

    /// <summary>Frames were written that no flush has sent yet.</summary>
    internal bool NeedsFlush { get; set; }

    /// <summary>Bounds how often the study is asked to resend.</summary>
    internal RateLimit ResendRequests { get; } = new();

    /// <summary>Whether a connection is the one on which this epoch's Hello proved its secret: from any other one nothing is taken but Hello.</summary>
    internal bool IsAt(ReadOnlySpan<byte> routingId) => routingId.SequenceEqual(_routingId);

    /// <summary>Follows the study to a new connection, on which its Hello has come.</summary>
    internal void ComesFrom(ReadOnlySpan<byte> routingId)
    {
        if (!routingId.SequenceEqual(_routingId))
            _routingId = routingId.ToArray();
    }
}
