namespace MiaIa.Engine.Runtime.Settings.Alerts;

/// <summary>From which seriousness on a channel is told.</summary>
public enum AlertLevel
{
    /// <summary>Everything.</summary>
    Information = 1,

    /// <summary>What is worse than it should be.</summary>
    Warning = 2,

    /// <summary>What does not work.</summary>
    Error = 3,

    /// <summary>Only what somebody has to look at now.</summary>
    Critical = 4,
}
