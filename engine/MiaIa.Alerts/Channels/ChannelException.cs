namespace MiaIa.Alerts.Channels;

/// <summary>A message was not taken. Its text names no secret.</summary>
public sealed class ChannelException : Exception
{
    /// <summary>A failure.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="isFinal">Trying again changes nothing.</param>
    /// <param name="retryAfter">How long the other side wants to be left alone; null = it does not say.</param>
    /// <param name="cause">What was thrown below.</param>
    public ChannelException(string message, bool isFinal, TimeSpan? retryAfter = null, Exception? cause = null)
        : base(message, cause) => (IsFinal, RetryAfter) = (isFinal, retryAfter);

    /// <summary>Trying again changes nothing.</summary>
    public bool IsFinal { get; }

    /// <summary>How long the other side wants to be left alone; null = it does not say.</summary>
    public TimeSpan? RetryAfter { get; }
}
