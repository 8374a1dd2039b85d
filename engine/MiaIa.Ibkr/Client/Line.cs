namespace MiaIa.Ibkr.Client;

/// <summary>A subscribed line and the request that serves it.</summary>
internal sealed class Line(int key, MarketDataSubscription subscription, long order)
{
    public const int NoRequest = 0;

    public int Key { get; } = key;

    public MarketDataSubscription Subscribe { get; set; } = subscription;

    /// <summary>Its place among lines that wait to be asked for.</summary>
    public (int Priority, long Order, int Key) Place { get; } = (subscription.Priority, order, key);

    /// <summary>The request that serves it; <see cref="NoRequest"/> while it waits.</summary>
    public int RequestId { get; set; }

    public TimeSpan AskedAt { get; set; }

    /// <summary>When it last delivered or was found quiet by comparison.</summary>
    public TimeSpan HeardAt { get; set; }

    /// <summary>When it last delivered; null when it never did under this request.</summary>
    public TimeSpan? DeliveredAt { get; set; }

    /// <summary>The silence after which it is compared next; it grows while the line is only quiet.</summary>
    public TimeSpan SilenceMax { get; set; }

    /// <summary>Not before this moment it is asked for again.</summary>
    public TimeSpan RetryAt { get; set; }

    public int Refusals { get; set; }

    /// <summary>The request of the fresh line that it is compared with; <see cref="NoRequest"/> when it is not.</summary>
    public int ProbeId { get; set; }

    public TimeSpan ProbeSince { get; set; }

    public bool ProbeDelivered { get; set; }

    public LastValues Values;
}
