using System.Globalization;

namespace MiaIa.Engine.Runtime.Trading;

/// <summary>
/// An order's name on the wire and in Sierra's TextTag: <c>MIA-</c> and the order's id in hexadecimal. Whatever else a tag says is not ours.
/// </summary>
public static class CommandId
{
    private const string Prefix = "MIA-";

    /// <summary>The name of an order; empty for 0.</summary>
    public static string Of(ulong orderId) => orderId == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Prefix}{orderId:x}");

    /// <summary>The order that a name names; 0 when the name is not ours.</summary>
    public static ulong Parse(string commandId)
    {
        ArgumentNullException.ThrowIfNull(commandId);
        return
            commandId.StartsWith(Prefix, StringComparison.Ordinal)
            && ulong.TryParse(
                commandId.AsSpan(Prefix.Length),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var orderId
            )
            && Of(orderId) == commandId
            ? orderId
            : 0;
    }
}
