using Serilog.Events;

namespace MiaIa.Engine.Host.Logging;

/// <content>What a service of the system has to say.</content>
internal sealed partial class LogMessages
{
    /// <summary>systemd does not hear that the engine works.</summary>
    public void Watchdog(string what) => Write(92, LogEventLevel.Error, "{What}", what);

    /// <summary>The engine stops while something of ours is open.</summary>
    public void LeftInPlace(string instrument, int lots, int stopLots, int targetLots, bool isOnPaper) =>
        Write(
            93,
            LogEventLevel.Warning,
            "{Instrument}: our position of {Lots:+0;-0;0} stays open, {StopLots} with a working stop and {TargetLots} with a target {Where}",
            instrument,
            lots,
            stopLots,
            targetLots,
            isOnPaper
                ? "on paper: they go on with the next start"
                : "in Sierra, where they go on without the engine; the study guards the position"
        );
}
