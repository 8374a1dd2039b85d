using MiaIa.Engine.Market;

namespace MiaIa.GatewaySim.Markets;

/// <summary>The market at one time.</summary>
/// <param name="Elapsed">Since the simulator's start, by its own clock.</param>
/// <param name="Time">The market's time.</param>
/// <param name="Spot">SPX, in points.</param>
internal readonly record struct Moment(TimeSpan Elapsed, UnixNanos Time, double Spot)
{
    /// <summary>Whole seconds since the start: sizes change with it.</summary>
    public int Beat => (int)Elapsed.TotalSeconds;
}
