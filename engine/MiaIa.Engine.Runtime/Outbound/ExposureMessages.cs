using MiaIa.Engine.Options;
using MiaIa.Engine.Pipeline;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Outbound;

/// <summary>The gamma exposure of an instrument's chain in the words of the schema.</summary>
internal static class ExposureMessages
{
    /// <summary>As it was last fitted; null before the first fit.</summary>
    internal static OptionExposure? From(DrawnLevels levels)
    {
        if (levels.Analytics is not { } analytics || analytics.FittedAt.Value == 0)
            return null;

        var exposure = new OptionExposure
        {
            Index = levels.Index.ToString().ToUpperInvariant(),
            FittedUnixUs = analytics.FittedAt.Micros,
            WholeUnixUs = analytics.WholeAt.Micros,
            SpotPoints = analytics.Spot,
            Scope =
            {
                From("all", analytics.AllExpiries),
                From("first_expiry", analytics.FirstExpiry),
                From("todays_volume", analytics.TodaysVolume),
            },
        };
        Add(exposure, ExposureTable.From(analytics));
        for (var e = 0; e < analytics.Chain.Expiries.Length; e++)
            exposure.Expiry.Add(From(analytics.Chain.Expiries[e], analytics.NetByExpiry[e], analytics.GrossByExpiry[e]));

        var curve = analytics.AllExpiries.ZeroGamma;
        for (var place = 0; place < curve.CurveNets.Length; place++)
        {
            exposure.CurvePoints.Add(curve.CurvePlace(place));
            exposure.CurveNetUsd.Add(curve.CurveNets[place]);
        }

        return exposure;
    }

    private static V1.ExposureScope From(string name, GexProfile profile)
    {
        var scope = new V1.ExposureScope
        {
            Name = name,
            NetUsd = profile.Net,
            GrossUsd = profile.Gross,
        };
        Add(scope, "call_wall", profile.CallWall);
        Add(scope, "put_wall", profile.PutWall);
        Add(scope, "absolute_gamma", profile.AbsoluteGamma);
        foreach (var crossing in profile.ZeroGamma.Crossings)
            scope.CrossingPoints.Add(crossing);

        if (double.IsFinite(profile.ZeroGamma.Nearest))
            scope.ZeroGammaPoints = profile.ZeroGamma.Nearest;

        if (double.IsFinite(profile.CumulativeFlip))
            scope.CumulativeFlipPoints = profile.CumulativeFlip;

        return scope;
    }

    private static void Add(V1.ExposureScope scope, string name, StickyLevel level)
    {
        if (!double.IsFinite(level.Strike))
            return;

        var item = new ExposureLevel
        {
            Name = name,
            Strike = level.Strike,
            ExposureUsd = level.Exposure,
            RunnerUpRatio = level.RunnerUpRatio,
        };
        if (double.IsFinite(level.RunnerUpStrike))
            item.RunnerUpStrike = level.RunnerUpStrike;

        scope.Level.Add(item);
    }

    private static void Add(OptionExposure exposure, ExposureTable table)
    {
        foreach (var strike in table.Strikes)
        {
            exposure.Strike.Add(
                new V1.StrikeExposure
                {
                    Strike = strike.Strike,
                    CallUsd = strike.CallUsd,
                    PutUsd = strike.PutUsd,
                    VolumeCallUsd = strike.VolumeCallUsd,
                    VolumePutUsd = strike.VolumePutUsd,
                }
            );
        }

        foreach (var cell in table.Cells)
        {
            exposure.Cell.Add(
                new V1.CellExposure
                {
                    Strike = cell.Strike,
                    Expiry = (uint)cell.Expiry,
                    CallUsd = cell.CallUsd,
                    PutUsd = cell.PutUsd,
                }
            );
        }
    }

    private static ExpiryExposure From(OptionExpiry expiry, double net, double gross) =>
        new()
        {
            Root = expiry.Root,
            Date = (uint)((expiry.Date.Year * 10_000) + (expiry.Date.Month * 100) + expiry.Date.Day),
            NetUsd = net,
            GrossUsd = gross,
        };
}
