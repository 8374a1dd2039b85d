using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>The link to IBKR in words.</summary>
internal static class IbkrText
{
    /// <summary>Its state, behind what labels its values: a simulated Gateway's link is as live as a real one's, and its values are not.</summary>
    internal static string LinkOf(IbkrState ibkr) => ibkr.Label.Length > 0 ? $"[{ibkr.Label}] {ibkr.Link}" : ibkr.Link;
}
