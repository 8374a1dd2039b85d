using Simulation.Clock;
using Simulation.Faults;

namespace Simulation.Network;

/// <summary>
/// One direction of one connection. What is sent arrives in its order, late or not at all: a stream loses nothing by itself, so losses between two
/// ends come from <see cref="FaultSwitch.Rates"/> only where <paramref name="losesMessages"/> says that this hop may (the study's link, whose
/// contract is made for it), and from the end of the connection, which the receiver knows by its number.
/// </summary>
internal sealed class Wire(Schedule schedule, Random random, FaultSwitch faults, bool losesMessages)
{
    private const long NsPerMilli = 1_000_000;
    private const long UsualNsMin = 50_000;
    private const long UsualNsMax = 1_500_000;

    private long _newestNs;

    /// <summary>Nothing arrives before this moment.</summary>
    internal long HeldUntilNs { get; set; }

    /// <summary>Sends. False when it will never arrive.</summary>
    internal bool Send(Action arrives, bool mayBeLost = true)
    {
        var rates = faults.Rates;
        if (losesMessages && mayBeLost && random.NextDouble() < rates.DropOfMessage)
            return false;
        var at = schedule.NowNs + random.NextInt64(UsualNsMin, UsualNsMax);
        if (random.NextDouble() < rates.DelayOfMessage)
            at += random.NextInt64(rates.DelayMsMax * NsPerMilli + 1);
        _newestNs = Math.Max(Math.Max(at, HeldUntilNs), _newestNs);
        schedule.At(_newestNs, arrives);
        return true;
    }
}
