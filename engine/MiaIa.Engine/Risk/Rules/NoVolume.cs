using MiaIa.Engine.Market;

namespace MiaIa.Engine.Risk;

/// <summary>Refuses when nothing has traded for too long in regular hours; outside them silence is no fault.</summary>
internal static class NoVolume
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        ref readonly var moment = ref entry.Moment;
        var seconds = SecondsSince(moment.LastTradeAt, moment.Now);
        var passes = !IsRegular(moment.Session, moment.Now) || seconds < entry.Options.NoVolumeSeconds;
        return new(RiskCode.NoVolume, passes, seconds, entry.Options.NoVolumeSeconds);
    }

    /// <summary>Whether something should trade now.</summary>
    internal static bool IsRegular(in TradingSession session, UnixNanos now) =>
        session.HasRegular && now >= session.RegularOpensAt && now < session.RegularClosesAt;

    /// <summary>Seconds since the last trade; not a number before the first.</summary>
    internal static double SecondsSince(UnixNanos lastTradeAt, UnixNanos now) =>
        lastTradeAt.Value == 0 ? double.NaN : (double)(now - lastTradeAt) / UnixNanos.PerSecond;
}
