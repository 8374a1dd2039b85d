using MiaIa.Engine.Features;

namespace MiaIa.Engine.Runtime.Outbound;

/// <summary>The core's explanations in the words of the schema.</summary>
internal static class ExplanationMessages
{
    internal static V1.Explanation Of(Confluence.Explanation explanation)
    {
        var message = new V1.Explanation
        {
            NextTier = (V1.Tier)(int)explanation.NextTier,
            NextLimit = explanation.NextLimit,
            NextDirection = (V1.Direction)(int)explanation.NextDirection,
            CoverageShort = explanation.CoverageShort,
        };
        message.ToNextTier.AddRange(explanation.ToNextTier.Select(Of));
        message.ToLoseTier.AddRange(explanation.ToLoseTier.Select(Of));
        message.ToEnd.AddRange(explanation.ToEnd.Select(Of));
        message.ToCoverage.AddRange(explanation.ToCoverage.Select(FeatureNames.Of));
        return message;
    }

    private static V1.FeatureChange Of(Confluence.FeatureChange change) =>
        new()
        {
            Name = change.Name,
            From = change.From,
            Change = change.Change,
            To = change.To,
        };
}
