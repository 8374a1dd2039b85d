using System.Text;

namespace MiaIa.Bridge.Wire;

/// <summary>What the bridge needs to know of a Hello. The engine judges the rest.</summary>
/// <param name="ProtocolVersion">As the study gives it; 0 = absent.</param>
/// <param name="Instrument">ES, MES, …; empty = absent.</param>
/// <param name="Account">Empty when no trade account is selected.</param>
/// <param name="NewestCounter">Newest frame that the study has made.</param>
internal readonly record struct HelloFields(uint ProtocolVersion, string Instrument, string Account, ulong NewestCounter)
{
    /// <summary>The version that this bridge speaks.</summary>
    internal const uint SpokenVersion = 3;

    /// <summary>A counter, at most: what a study that makes a million frames a second reaches in 285 years.</summary>
    internal const ulong CounterMax = 1UL << 53;

    /// <returns>False when the body is malformed.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> body, out HelloFields hello)
    {
        hello = default;
        if (
            !WireField.TryReadVarint(body, 1, out var version)
            || !WireField.TryReadBytes(body, 2, out var instrument)
            || !WireField.TryReadBytes(body, 6, out var account)
            || !WireField.TryReadVarint(body, 17, out var newest)
        )
        {
            return false;
        }

        hello = new HelloFields(
            (uint)Math.Min(version, uint.MaxValue),
            Encoding.UTF8.GetString(instrument),
            Encoding.UTF8.GetString(account),
            newest
        );
        return true;
    }
}
