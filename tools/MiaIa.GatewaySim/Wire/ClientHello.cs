using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MiaIa.GatewaySim.Wire;

/// <summary>The first text of a client: the versions that it offers, and connect options behind a space.</summary>
/// <param name="VersionMin">The lowest offered.</param>
/// <param name="VersionMax">The highest offered.</param>
/// <param name="IsPaced">With <c>+PACEAPI</c> the Gateway queues what comes too fast instead of refusing it.</param>
internal sealed partial record ClientHello(int VersionMin, int VersionMax, bool IsPaced)
{
    /// <summary>What every client sends before anything else.</summary>
    public static ReadOnlySpan<byte> Prefix => "API\0"u8;

    /// <summary>The longest hello that is read.</summary>
    public const int BytesMax = 256;

    /// <summary>Reads the framed text behind the prefix; null when it is none.</summary>
    public static ClientHello? Read(ReadOnlySpan<byte> payload)
    {
        var match = Offer().Match(Encoding.ASCII.GetString(payload));
        if (!match.Success)
            return null;
        var low = int.Parse(match.Groups["low"].ValueSpan, CultureInfo.InvariantCulture);
        var high = match.Groups["high"].Success ? int.Parse(match.Groups["high"].ValueSpan, CultureInfo.InvariantCulture) : low;
        return new ClientHello(low, high, match.Groups["options"].Value.Contains("+PACEAPI", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^v(?<low>\d{1,4})(\.\.(?<high>\d{1,4}))?(?<options> [^\0]*)?\0?$")]
    private static partial Regex Offer();
}
