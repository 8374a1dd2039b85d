using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>A channel has given up a message after all its tries: whoever relies on it must hear that in another place.</summary>
public sealed class ChannelFailing : IAlertRule
{
    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        foreach (var channel in facts.Channels)
        {
            if (channel.Failure.Length > 0)
                findings.Holds(AlertCode.ChannelFailing, channel.Name, $"messages do not arrive: {channel.Failure}");
            else if (!channel.IsTried)
                findings.Unknown(AlertCode.ChannelFailing, channel.Name);
        }
    }
}
