using MiaIa.Engine.Market;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Tests.Signals;

/// <summary>
/// The "Signal" section of the design once more, word by word: it keeps every moment and looks back over all of them. Slow, and
/// without a line of the product's own life of a signal.
/// </summary>
internal sealed class NaiveSignalLife(long lowestLimit, int lowestTier, long[] limits, SignalOptions options)
{
    private readonly List<SignalInput> _moments = [];
    private readonly List<(Direction Direction, long EndedAt, int EndIndex)> _past = [];
    private (Direction Direction, int Tier, long BornAt)? _alive;

    /// <summary>What happens, as "Born 3 Long", "Ended 3 Long Expired", or nothing.</summary>
    public string Step(in SignalInput now)
    {
        _moments.Add(now);
        return _alive is { } alive ? Live(alive, now) : Bear(now);
    }

    private static long Along(Direction direction, long score) => direction == Direction.Short ? -score : score;

    // A tier and a direction have held for long enough in event time: throughout, a birth was possible and the limit met.
    private int HeldTier(Direction direction)
    {
        var now = _moments[^1].Now.Value;
        for (var tier = 5; tier >= lowestTier; tier--)
        {
            for (var i = _moments.Count - 1; i >= 0 && Met(_moments[i], direction, tier); i--)
            {
                if (now - _moments[i].Now.Value >= options.HoldMillis * 1_000_000L)
                    return tier;
            }
        }

        return 0;
    }

    private bool Met(in SignalInput m, Direction direction, int tier) =>
        m.HasCoverage && m.HasFreshFeeds && m.MayBeBorn && m.ScoreNano != 0 && Along(direction, m.ScoreNano) >= limits[tier];

    private string Bear(in SignalInput now)
    {
        foreach (var direction in new[] { Direction.Long, Direction.Short })
        {
            var tier = HeldTier(direction);
            if (tier == 0 || !IsArmed(direction, now.Now.Value))
                continue;
            _alive = (direction, tier, now.Now.Value);
            return $"Born {tier} {direction}";
        }

        return "";
    }

    // C in its direction has been below L − 0.10 while coverage and feeds were good, and 30 s are over since the last one's end.
    private bool IsArmed(Direction direction, long now)
    {
        var last = _past.FindLastIndex(p => p.Direction == direction);
        if (last < 0)
            return true;
        var (_, endedAt, endIndex) = _past[last];
        var below = lowestLimit - (long)Math.Round(options.RearmMargin * 1e9);
        var fell = _moments
            .Skip(endIndex)
            .Take(_moments.Count - 1 - endIndex)
            .Any(m => m.HasCoverage && m.HasFreshFeeds && Along(direction, m.ScoreNano) < below);
        return fell && now - endedAt >= options.RearmSeconds * 1_000_000_000L;
    }

    private string Live((Direction Direction, int Tier, long BornAt) alive, in SignalInput now)
    {
        var along = Along(alive.Direction, now.ScoreNano);
        var cause =
            !now.HasFreshFeeds ? "Stale"
            : !now.HasCoverage ? "Coverage"
            : along < 0 ? "Flipped"
            : along < lowestLimit - (long)Math.Round(options.EndMargin * 1e9) ? "Weakened"
            : now.Now.Value - alive.BornAt >= options.TimeToLiveSeconds * 1_000_000_000L ? "Expired"
            : "";
        if (cause.Length > 0)
        {
            _past.Add((alive.Direction, now.Now.Value, _moments.Count - 1));
            _alive = null;
            return $"Ended {alive.Tier} {alive.Direction} {cause}";
        }

        var highest = lowestTier;
        for (var tier = lowestTier; tier <= 5; tier++)
            highest = along >= limits[tier] - (long)Math.Round(options.DemotionMargin * 1e9) ? tier : highest;
        if (highest < alive.Tier)
        {
            _alive = alive with { Tier = highest };
            return $"Demoted {highest} {alive.Direction}";
        }

        var held = HeldTier(alive.Direction);
        if (held <= alive.Tier)
            return "";
        _alive = alive with { Tier = held };
        return $"Raised {held} {alive.Direction}";
    }
}
