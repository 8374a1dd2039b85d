using MiaIa.Engine.Market;
using MiaIa.Ibkr.Client;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// QQQ steps in when SPX cannot serve the option flow, in hours in which it should: no volume came for as long as one is fresh, or what came is
/// implausible. A chain without volatilities serves it; gamma levels it does not, and QQQ could not give them either.
/// </summary>
internal sealed class BackupSwitch(bool isAllowed)
{
    private const long AfterNanos = 300 * UnixNanos.PerSecond;

    private UnixNanos _liveSince;

    /// <summary>Whether QQQ serves.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Judges anew, and tells the trader.</summary>
    /// <param name="volumeAt">When SPX options last brought a volume.</param>
    /// <param name="isFaulty">Whether what they bring is implausible.</param>
    /// <param name="now">Event time.</param>
    /// <param name="requests">The client.</param>
    /// <returns>True when it was switched.</returns>
    public bool Judge(UnixNanos volumeAt, bool isFaulty, UnixNanos now, IClientRequests requests)
    {
        if (!requests.IsLive || _liveSince.Value == 0)
            _liveSince = now;
        var isSilent = now.Value - Math.Max(volumeAt.Value, _liveSince.Value) >= AfterNanos;
        var isOn = isAllowed && requests.IsLive && RegularHours.Cover(now) && (isSilent || isFaulty);
        if (isOn == IsOn)
            return false;
        IsOn = isOn;
        if (isOn)
        {
            var why = isSilent ? $"bring no volume since {AfterNanos / UnixNanos.PerSecond} s" : "are implausible";
            requests.Raise(
                AlertNames.BackupServes,
                AlertSeverity.Warning,
                $"SPX options {why}: QQQ options step in for the option flow; gamma levels they cannot give",
                ""
            );
        }
        else
        {
            requests.Close(AlertNames.BackupServes, "");
        }

        return true;
    }
}
