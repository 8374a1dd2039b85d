namespace MiaIa.Engine.Options;

/// <summary>One way to add a chain up, as it stood when it was copied. Exposures are dollars per 1 % of the index.</summary>
public sealed class ScopeSnapshot
{
    private readonly double[] _net,
        _gross,
        _crossings,
        _curvePlaces,
        _curveNets;

    internal ScopeSnapshot(GexProfile profile)
    {
        (Net, Gross, CumulativeFlip) = (profile.Net, profile.Gross, profile.CumulativeFlip);
        _net = profile.NetByStrike.ToArray();
        _gross = profile.GrossByStrike.ToArray();
        CallWall = LevelSnapshot.Of(profile.CallWall);
        PutWall = LevelSnapshot.Of(profile.PutWall);
        AbsoluteGamma = LevelSnapshot.Of(profile.AbsoluteGamma);
        var zero = profile.ZeroGamma;
        NearestCrossing = zero.Nearest;
        _crossings = zero.Crossings.ToArray();
        _curveNets = zero.CurveNets.ToArray();
        _curvePlaces = new double[_curveNets.Length];
        for (var place = 0; place < _curvePlaces.Length; place++)
            _curvePlaces[place] = zero.CurvePlace(place);
    }

    /// <summary>Net GEX.</summary>
    public double Net { get; }

    /// <summary>Gross GEX (Σ|GEX|), at least 0.</summary>
    public double Gross { get; }

    /// <summary>The strike where net GEX summed upwards is lowest; NaN without exposure.</summary>
    public double CumulativeFlip { get; }

    /// <summary>The strike with the largest net GEX; null when there is none.</summary>
    public LevelSnapshot? CallWall { get; }

    /// <summary>The strike with the most negative net GEX; null when there is none.</summary>
    public LevelSnapshot? PutWall { get; }

    /// <summary>The strike with the largest gross GEX; null when there is none.</summary>
    public LevelSnapshot? AbsoluteGamma { get; }

    /// <summary>The crossing nearest to spot, in points; NaN when there is none.</summary>
    public double NearestCrossing { get; }

    /// <summary>Every crossing, in points, ascending.</summary>
    public ReadOnlySpan<double> Crossings => _crossings;

    /// <summary>Net GEX of each rung of the ladder.</summary>
    public ReadOnlySpan<double> NetByStrike => _net;

    /// <summary>Gross GEX of each rung of the ladder.</summary>
    public ReadOnlySpan<double> GrossByStrike => _gross;

    /// <summary>Places of the index at which the whole scope was repriced, in points, ascending; empty without exposure.</summary>
    public ReadOnlySpan<double> CurvePlaces => _curvePlaces;

    /// <summary>Net GEX at each of them.</summary>
    public ReadOnlySpan<double> CurveNets => _curveNets;
}
