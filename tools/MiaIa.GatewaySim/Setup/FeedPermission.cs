namespace MiaIa.GatewaySim.Setup;

/// <summary>What the simulated login may see of an instrument.</summary>
public enum FeedPermission
{
    /// <summary>Everything, live.</summary>
    Live,

    /// <summary>354 when live values are asked for; delayed values, with 10167, once type 3 or 4 was asked for.</summary>
    DelayedOnly,

    /// <summary>10089 in its "delayed available" form, and delayed values go on at once.</summary>
    DelayedInstead,

    /// <summary>10090: prices are live, but there is no model row (options need two subscriptions).</summary>
    NoGreeks,

    /// <summary>354 live, 10186 delayed: nothing.</summary>
    None,
}
