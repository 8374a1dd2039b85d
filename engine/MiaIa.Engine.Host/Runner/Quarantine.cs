using System.Globalization;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Host.Runner;

/// <summary>Records of sound frames that cannot be true: how many there were, and in which words it is said.</summary>
internal static class Quarantine
{
    /// <summary>So far, of both kinds.</summary>
    internal static ulong CountOf(InstrumentEngine instrument) =>
        instrument.Refused[RefusalReason.Misdated] + instrument.Refused[RefusalReason.OffScale];

    /// <summary>What the log says of them.</summary>
    internal static Refusal RefusalOf(EpochState state) =>
        Refusal.From(
            RefusalReason.Misdated,
            "records quarantined so far",
            CountOf(state.Instrument),
            $"at most 2 s ahead of the stream's own clock ({state.Clock.OffsetMicros / 1e6:0.0} s from this PC's) and at a price of the instrument, within 10 % of the trade before{FarOff(state)}"
        );

    private static string FarOff(EpochState state)
    {
        var points = state.NewestFarTicks * state.Instrument.Core.Options.TickSizePoints;
        return points == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" (newest too far off: {points:0.00})");
    }
}
