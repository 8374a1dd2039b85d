using System.Text;

namespace MiaIa.Bridge.Wire;

/// <summary>What the bridge needs to know of a Hello. The engine judges the rest.</summary>
/// <param name="ProtocolVersion">As the study gives it; 0 = absent.</param>
/// <param name="Instrument">ES, MES, …; empty = absent.</param>
/// <param name="Account">Empty when no trade account is selected.</param>
/// <param name="Contract">The chart's symbol.</param>
/// <param name="TradeSymbol">What the chart's book and orders are for; empty = the chart's symbol.</param>
/// <param name="NewestCounter">Newest frame that the study has made.</param>
/// <param name="Secret">The same in every Hello of an epoch; 0 = none.</param>
internal readonly record struct HelloFields(
    uint ProtocolVersion,
    string Instrument,
    string Account,
    string Contract,
    string TradeSymbol,
    ulong NewestCounter,
    ulong Secret
)
{
    /// <summary>The version that this bridge speaks.</summary>
    internal const uint SpokenVersion = 5;

    /// <summary>A counter, at most: what a study that makes a million frames a second reaches in 285 years.</summary>
    internal const ulong CounterMax = 1UL << 53;

    /// <summary>Its book and its orders would be another symbol's than its trades: it may only read.</summary>
    internal bool TradesAnotherSymbol => TradeSymbol.Length > 0 && TradeSymbol != Contract;

    /// <returns>False when the body is malformed.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> body, out HelloFields hello)
    {
        hello = default;
        if (
            !WireField.TryReadVarint(body, 1, out var version)
            || !WireField.TryReadBytes(body, 2, out var instrument)
            || !WireField.TryReadBytes(body, 3, out var contract)
            || !WireField.TryReadBytes(body, 6, out var account)
            || !WireField.TryReadVarint(body, 17, out var newest)
            || !WireField.TryReadBytes(body, 18, out var tradeSymbol)
            || !WireField.TryReadVarint(body, 19, out var secret)
        )
        {
            return false;
        }

        hello = new HelloFields(
            (uint)Math.Min(version, uint.MaxValue),
            Encoding.UTF8.GetString(instrument),
            Encoding.UTF8.GetString(account),
            Encoding.UTF8.GetString(contract),
            Encoding.UTF8.GetString(tradeSymbol),
            newest,
            secret
        );
        return true;
    }
}
