using MiaIa.Engine.Accounts;

namespace MiaIa.Engine.Paper;

/// <summary>Names the fills of the paper broker: the same order and the same number give the same key on every machine.</summary>
internal static class PaperKey
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The <see cref="Fill.Key"/> of an order's fill with a number; each rule has keys of its own.</summary>
    internal static ulong Of(ulong orderId, LimitRule rule, int number) =>
        unchecked(Mix(Mix(orderId + Golden) + (((ulong)number << 1) | (ulong)rule)));

    // Stafford's mixer: one to one, so that the numbers of one order never share a key.
    private static ulong Mix(ulong bits)
    {
        unchecked
        {
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return bits ^ (bits >> 31);
        }
    }
}
