namespace MiaIa.Alerts.Channels;

/// <summary>A message that a channel has not taken yet.</summary>
/// <param name="notice">What is to be said.</param>
/// <param name="number">Its place among all that came.</param>
internal sealed class WaitingNotice(AlertNotice notice, long number)
{
    /// <summary>What is to be said.</summary>
    internal AlertNotice Notice => notice;

    /// <summary>Its place among all that came.</summary>
    internal long Number => number;

    /// <summary>How often it was tried.</summary>
    internal int Tries { get; set; }

    /// <summary>When it may be tried again, since the channel began.</summary>
    internal TimeSpan DueAt { get; set; }

    /// <summary>How many messages the channel had taken when it failed last.</summary>
    internal long TakenBefore { get; set; }

    /// <summary>Whether the channel has taken a newer state of its alert while this one was being tried.</summary>
    internal bool IsOvertaken { get; set; }

    /// <summary>Whether nobody should wait behind a less serious one.</summary>
    internal bool IsCritical => notice.Alert.Severity == AlertSeverity.Critical;
}
