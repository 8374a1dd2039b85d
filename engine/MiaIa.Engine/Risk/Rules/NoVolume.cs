using MiaIa.Engine.Market;

namespace MiaIa.Engine.Risk;

/// <summary>Refuses when nothing has traded for too long in regular hours; outside them silence is no fault.</summary>
internal static class NoVolume
{
    internal static RiskFinding Judge(in RiskCase entry)
    {
        ref readonly var moment = ref entry.Moment;
        var isRegular =
            moment.Session.HasRegular && moment.Now >= moment.Session.RegularOpensAt && moment.Now < moment.Session.RegularClosesAt;
        var seconds = moment.LastTradeAt.Value == 0 ? double.NaN : (double)(moment.Now - moment.LastTradeAt) / UnixNanos.PerSecond;
        return new(RiskCode.NoVolume, !isRegular || seconds < entry.Options.NoVolumeSeconds, seconds, entry.Options.NoVolumeSeconds);
    }
}
