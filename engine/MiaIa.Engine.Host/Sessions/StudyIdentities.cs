using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Sessions;

/// <summary>What a study has said of itself, for whoever looks whether all is as it should be.</summary>
internal static class StudyIdentities
{
    /// <summary>Null before the first study.</summary>
    internal static StudyIdentity? Of(EpochState? publisher)
    {
        if (publisher is null)
            return null;
        var hello = publisher.Hello;
        var told = new StudyIdentity
        {
            Account = hello.Account,
            Mode = hello.Mode,
            TradeSimulationOn = hello.TradeSimulationOn,
            ChartUpdateIntervalMs = hello.ChartUpdateIntervalMs,
            SierraVersion = hello.SierraVersion,
            StudyVersion = hello.StudyVersion,
            TradeSymbol = hello.TradeSymbol,
            Played = publisher.Clock.IsPlayed,
        };
        if (publisher.Clock is { IsUnheard: false, IsPlayed: false })
            told.ClockOffsetUs = publisher.Clock.OffsetMicros;
        return told;
    }
}
