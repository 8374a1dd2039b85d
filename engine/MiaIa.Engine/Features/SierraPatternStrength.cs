using MiaIa.Engine.Market;
using MiaIa.Engine.Patterns;

namespace MiaIa.Engine.Features;

/// <summary>
/// sierra_pattern_strength: what the newest pattern of each name still says. Inputs: the engine's nine detectors and the patterns
/// that the study pushed, each with a direction, a strength of 0 … 1, and an age in closed 1-minute bars.
/// s = clamp(Σ weight · direction · strength · 2^(−age/half-life)) within −1 … +1.
/// Not ready: a stale study; under 20 bars of this trading day since the last gap while nothing was pushed. Source: confluence.md, feature 4.
/// </summary>
internal sealed class SierraPatternStrength
{
    private const int BarsMin = 20;

    private long _version = -1;
    private long _bars = -1;
    private double _value;

    /// <summary>Whether something fired, grew or was cancelled since the last reading.</summary>
    internal bool HasNews(PatternDetectors patterns) => patterns.Board.Version != _version;

    internal FeatureReading Read(MarketState market, PatternDetectors patterns, bool isStudyFresh)
    {
        var board = patterns.Board;
        var inputAt = board.NewestAt > market.Bars.ClosedAt ? board.NewestAt : market.Bars.ClosedAt;
        // Between two bars and without a new event the sum stands.
        if (_version != board.Version || _bars != market.Bars.Count)
        {
            (_version, _bars) = (board.Version, market.Bars.Count);
            _value = Math.Clamp(board.Sum(_bars), -1, 1);
        }

        if (!isStudyFresh)
            return FeatureReading.NotReady(ReadingRemark.StudyStale, inputAt);
        if (patterns.WholeBars < BarsMin && board.PushedAt.Value == 0)
            return FeatureReading.NotReady(ReadingRemark.FewBarsNoPattern, inputAt);
        return FeatureReading.Valid(_value, inputAt);
    }

    /// <summary>What a valid reading is made of: the direction times the strength of each name's newest event, as it was when it came.</summary>
    internal static void AddFactors(PatternDetectors patterns, List<FeatureFactor> factors)
    {
        var board = patterns.Board;
        for (var place = 0; place < board.Count; place++)
        {
            if (board[place] is { Direction: not Direction.None } seen)
            {
                factors.Add(
                    new(FeatureId.SierraPatternStrength, seen.Name, seen.Direction == Direction.Long ? seen.Strength : -seen.Strength)
                );
            }
        }
    }
}
