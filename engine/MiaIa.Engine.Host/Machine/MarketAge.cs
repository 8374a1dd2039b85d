using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Host.Machine;

/// <summary>
/// How old something is whose market time is known. Market time moves with what a study sends; where it stands still, because the study is gone or
/// the market is closed, the engine's clock goes on. Everything that tells an age takes it from here.
/// </summary>
internal static class MarketAge
{
    /// <summary>
    /// When market time came to where it stands, by the engine's clock in ns; 0 = not known. A live market's time is the engine's own but for the
    /// offset of the clocks, and may stand still while its study speaks; that of a tape that is played moves with the study's frames.
    /// </summary>
    internal static long CameUnixNs(InstrumentEngine instrument) =>
        instrument.Publisher?.Clock is { IsUnheard: false, IsPlayed: false }
            ? Math.Min(instrument.LastHeardUnixNs, instrument.Core.Now.Value)
            : instrument.LastHeardUnixNs;

    /// <summary>Market time as it would stand by now had it not stood still.</summary>
    /// <param name="instrument">Whose.</param>
    /// <param name="nowUnixNs">By the engine's clock.</param>
    internal static UnixNanos CountedTo(InstrumentEngine instrument, long nowUnixNs) =>
        CameUnixNs(instrument) is var came && came == 0
            ? instrument.Core.Now
            : UnixNanos.Trusted(instrument.Core.Now.Value + Math.Max(0, nowUnixNs - came));

    /// <summary>The age in ns; null where it is not known.</summary>
    /// <param name="instrument">Whose market time it is.</param>
    /// <param name="at">When it came, in market time; the default where it never did.</param>
    /// <param name="nowUnixNs">By the engine's clock.</param>
    internal static long? Of(InstrumentEngine instrument, UnixNanos at, long nowUnixNs) =>
        at.Value == 0 || CameUnixNs(instrument) == 0 ? null : Math.Max(0, CountedTo(instrument, nowUnixNs) - at);
}
