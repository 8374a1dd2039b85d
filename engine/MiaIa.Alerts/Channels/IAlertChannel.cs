namespace MiaIa.Alerts.Channels;

/// <summary>A way to reach a person who does not sit before the chart.</summary>
public interface IAlertChannel
{
    /// <summary>Its name in settings, log and list.</summary>
    string Name { get; }

    /// <summary>Less serious alerts are not sent.</summary>
    AlertSeverity Least { get; }

    /// <summary>Sends one message; it is there when this returns.</summary>
    /// <exception cref="ChannelException">It is not.</exception>
    Task SendAsync(AlertNotice notice, CancellationToken cancellation);
}
