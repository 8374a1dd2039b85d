using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>The one line that says who halted and why, the same live and in a replay.</summary>
internal static class SwitchText
{
    private const int CharactersMax = 200;

    internal static string Of(HaltRequest request) => Of(request.By, request.Reason);

    internal static string Of(FlattenRequest request) => "flatten, " + Of(request.By, request.Reason);

    /// <summary>Text from outside without control characters and within bounds, so that it can be logged, shown and journalled.</summary>
    internal static string Clean(string text)
    {
        var kept = new string([.. text.Where(c => !char.IsControl(c)).Take(CharactersMax)]);
        return kept.Trim();
    }

    private static string Of(string by, string reason) =>
        $"{(by.Length == 0 ? "somebody" : Clean(by))}: {(reason.Length == 0 ? "no reason given" : Clean(reason))}";
}
