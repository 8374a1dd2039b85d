using System.Runtime.CompilerServices;
using MiaIa.Engine.Features;

namespace MiaIa.Engine.Confluence;

/// <summary>The ten scored readings by value, in the order of <see cref="FeatureId"/>.</summary>
[InlineArray(FeatureNames.Count)]
public struct ReadingSet
{
    private ScoredReading _first;
}
