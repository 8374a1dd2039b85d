using MiaIa.V1;

namespace MiaIa.Engine.Runtime.State;

/// <summary>The one line that says who halted and why, the same live and in a replay.</summary>
internal static class TradingControlText
{
    private const int CharactersMax = 200;

    internal static string From(HaltRequest request) => From(request.By, request.Reason);

    internal static string From(FlattenRequest request) => "flatten, " + From(request.By, request.Reason);

    /// <summary>Text from outside without control characters and within bounds, so that it can be logged, shown and journalled.</summary>
    internal static string Clean(string text)
    {
        var kept = new string([.. text.Where(c => !char.IsControl(c)).Take(CharactersMax)]);
        return kept.Trim();
    }

    private static string From(string by, string reason) =>
        $"{(by.Length == 0 ? "somebody" : Clean(by))}: {(reason.Length == 0 ? "no reason given" : Clean(reason))}";
}
