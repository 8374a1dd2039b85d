using System.Globalization;
using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>The options' gamma exposure as lines: totals and levels of each way to add the chain up. Strikes in index points.</summary>
internal static class ExposureText
{
    /// <summary>One line a scope; nothing when the engine sent none.</summary>
    public static IEnumerable<string> Lines(OptionExposure? exposure) =>
        exposure is null ? [] : exposure.Scope.Select(scope => Line(exposure.Index, scope));

    private static string Line(string index, ExposureScope scope)
    {
        var levels = scope.Level.Select(level =>
            F($", {level.Name} {level.Strike:0.##}")
            + (level.HasRunnerUpStrike ? F($" (next {level.RunnerUpStrike:0.##} at {level.RunnerUpRatio:0.00})") : "")
        );
        var crossings = scope.CrossingPoints.Select(crossing => F($"{crossing:0.0}"));
        return F($"exposure of {index}, {scope.Name}: net {scope.NetUsd / 1e9:+0.00;-0.00} of {scope.GrossUsd / 1e9:0.00} bn $ per 1 %")
            + string.Concat(levels)
            + (scope.CrossingPoints.Count > 0 ? $", net changes sign at {string.Join(" and ", crossings)}" : ", net changes sign nowhere")
            + (scope.HasCumulativeFlipPoints ? F($", cumulative flip {scope.CumulativeFlipPoints:0.##}") : "");
    }

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
