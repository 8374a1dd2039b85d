using MiaIa.Engine.Market;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// The contracts that stream volatilities all the time. They are chosen anew when spot has moved or a deviation has changed by enough, when
/// other expiries are chosen, or when a strike turned out dry; else they stay. Event time only.
/// </summary>
internal sealed class VolatilityLines(PlanSettings settings, ChainDirectory directory)
{
    private readonly Dictionary<int, ExpiryView> _anchors = [];
    private readonly Dictionary<int, HashSet<int>> _byExpiry = [];
    private readonly Dictionary<int, UnixNanos> _dryUntil = [];
    private readonly Dictionary<int, UnixNanos> _wantedSince = [];

    /// <summary>Contracts that stream.</summary>
    public HashSet<int> Contracts { get; } = [];

    /// <summary>Expiries that stream, in order of settlement.</summary>
    public IReadOnlyList<int> Expiries { get; private set; } = [];

    /// <summary>Whether an expiry streams.</summary>
    public bool Streams(int expiry) => _byExpiry.ContainsKey(expiry);

    /// <summary>Strikes that bring no volatility at the moment.</summary>
    public int DryCount => _dryUntil.Count;

    /// <summary>Chooses expiries and strikes anew where that is due.</summary>
    /// <param name="now">Event time.</param>
    /// <param name="ranking">What is known of the expiries.</param>
    /// <param name="linesMax">Lines at hand.</param>
    /// <returns>True when the contracts changed.</returns>
    public bool Choose(UnixNanos now, ChainRanking ranking, int linesMax)
    {
        var expiries = ExpiryChoice.Of(directory, ranking, settings, _byExpiry.Keys);
        foreach (var dry in _dryUntil.Where(dry => dry.Value <= now).Select(dry => dry.Key).ToArray())
            _dryUntil.Remove(dry);
        foreach (var gone in _byExpiry.Keys.Except(expiries).ToArray())
        {
            _byExpiry.Remove(gone);
            _anchors.Remove(gone);
        }
        foreach (var e in expiries)
        {
            var view = ranking.Views[e];
            if (!_anchors.TryGetValue(e, out var anchor) || HasMoved(anchor, view) || _byExpiry[e].Any(IsDry))
                Restrike(e, view);
        }
        Expiries = expiries;
        var chosen = Fitting(expiries, ranking, Math.Min(linesMax, settings.VolatilityLinesMax));
        if (Contracts.SetEquals(chosen))
            return false;
        Contracts.Clear();
        Contracts.UnionWith(chosen);
        foreach (var gone in _wantedSince.Keys.Except(chosen).ToArray())
            _wantedSince.Remove(gone);
        foreach (var contract in chosen)
            _wantedSince.TryAdd(contract, UnixNanos.Trusted(UnixNanos.MaxValue));
        return true;
    }

    /// <summary>A volatility came: the strike is not dry.</summary>
    public void OnVolatility(int contract)
    {
        _dryUntil.Remove(contract);
        _wantedSince.Remove(contract);
    }

    /// <summary>A contract is being asked for: from now on a volatility is waited for.</summary>
    public void OnAsked(int contract, UnixNanos now)
    {
        if (_wantedSince.ContainsKey(contract))
            _wantedSince[contract] = now;
    }

    /// <summary>The session is gone: waiting begins when the contracts are asked for again.</summary>
    public void OnStale()
    {
        foreach (var contract in _wantedSince.Keys.ToArray())
            _wantedSince[contract] = UnixNanos.Trusted(UnixNanos.MaxValue);
    }

    /// <summary>Strikes that brought nothing for too long give way, in expiries of which others bring something: at night all are silent.</summary>
    /// <returns>True when one turned dry.</returns>
    public bool FindDry(UnixNanos now, Predicate<int> hasVolatility)
    {
        var found = false;
        foreach (var (contract, since) in _wantedSince)
        {
            if (now - since < settings.DryAfter.ToInt64Nanoseconds())
                continue;
            var expiry = _byExpiry.GetValueOrDefault(directory.Chain.ExpiryOfRow[contract / 2]);
            if (expiry is null || expiry.Count(other => hasVolatility(other)) < 3)
                continue;
            _dryUntil[contract] = UnixNanos.Trusted(now.Value + settings.DryFor.ToInt64Nanoseconds());
            _wantedSince.Remove(contract);
            found = true;
        }
        return found;
    }

    private bool IsDry(int contract) => _dryUntil.ContainsKey(contract);

    private bool HasMoved(in ExpiryView anchor, in ExpiryView view) =>
        Math.Abs(Math.Log(view.Forward / anchor.Forward)) > settings.MoveDeviations * view.Deviation
        || Math.Abs((view.Deviation / anchor.Deviation) - 1) > settings.DeviationChange;

    private void Restrike(int expiry, in ExpiryView view)
    {
        var chosen = new HashSet<int>();
        StrikeChoice.Of(directory, expiry, view, settings.Deviations, IsDry, chosen);
        (_anchors[expiry], _byExpiry[expiry]) = (view, chosen);
    }

    /// <summary>With fewer lines the lightest of the expiries between go first, never the first two and the last.</summary>
    private HashSet<int> Fitting(List<int> expiries, ChainRanking ranking, int linesMax)
    {
        var views = ranking.Views.ToArray();
        var order = expiries
            .Take(2)
            .Concat(expiries.TakeLast(1))
            .Concat(expiries.Skip(2).SkipLast(1).OrderByDescending(e => views[e].Gross));
        var chosen = new HashSet<int>();
        foreach (var e in order.Distinct())
        {
            if (chosen.Count + _byExpiry[e].Count <= linesMax)
                chosen.UnionWith(_byExpiry[e]);
        }

        return chosen;
    }
}
