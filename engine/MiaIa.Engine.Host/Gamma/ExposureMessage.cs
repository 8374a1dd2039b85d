using MiaIa.Engine.Options;
using MiaIa.V1;
using NodaTime;

namespace MiaIa.Engine.Host.Gamma;

/// <summary>A copy of a chain's exposure in the words of gamma.proto. Takes its time, and none of the runner's.</summary>
internal static class ExposureMessage
{
    internal static GammaExposure From(GammaSnapshot snapshot, OpenExposure? open)
    {
        var table = ExposureTable.From(snapshot);
        var exposure = new GammaExposure
        {
            SpotPoints = snapshot.Spot,
            WholeUnixUs = snapshot.WholeAt.Micros,
            All = From(snapshot.AllExpiries),
            First = From(snapshot.FirstExpiry),
            Volume = From(snapshot.TodaysVolume),
            FirstDate = snapshot.FirstDate is { } date ? Number(date) : 0,
        };
        foreach (var strike in table.Strikes)
        {
            exposure.Strike.Add(strike.Strike);
            exposure.All.CallUsd.Add(strike.CallUsd);
            exposure.All.PutUsd.Add(strike.PutUsd);
            exposure.First.CallUsd.Add(strike.FirstCallUsd);
            exposure.First.PutUsd.Add(strike.FirstPutUsd);
            exposure.Volume.CallUsd.Add(strike.VolumeCallUsd);
            exposure.Volume.PutUsd.Add(strike.VolumePutUsd);
        }

        if (open is not null)
            AddOpen(exposure, snapshot, open);
        AddExpiries(exposure, snapshot, table);
        return exposure;
    }

    private static GammaScope From(ScopeSnapshot from)
    {
        var scope = new GammaScope
        {
            NetUsd = from.Net,
            GrossUsd = from.Gross,
            CallWall = From(from.CallWall),
            PutWall = From(from.PutWall),
            AbsoluteGamma = From(from.AbsoluteGamma),
        };
        foreach (var place in from.CurvePlaces)
            scope.CurvePoints.Add(place);
        foreach (var net in from.CurveNets)
            scope.CurveNetUsd.Add(net);
        foreach (var crossing in from.Crossings)
            scope.CrossingPoints.Add(crossing);
        if (double.IsFinite(from.NearestCrossing))
            scope.ZeroGammaPoints = from.NearestCrossing;
        if (double.IsFinite(from.CumulativeFlip))
            scope.CumulativeFlipPoints = from.CumulativeFlip;
        return scope;
    }

    private static GammaLevel? From(LevelSnapshot? from)
    {
        if (from is null)
            return null;
        var level = new GammaLevel
        {
            Strike = from.Strike,
            ExposureUsd = from.Exposure,
            RunnerUpRatio = from.RunnerUpRatio,
        };
        if (double.IsFinite(from.RunnerUpStrike))
            level.RunnerUpStrike = from.RunnerUpStrike;
        return level;
    }

    private static void AddOpen(GammaExposure exposure, GammaSnapshot snapshot, OpenExposure open)
    {
        exposure.OpenUnixUs = open.At.Micros;
        foreach (var strike in exposure.Strike)
        {
            var rung = Array.BinarySearch(open.Strikes, strike);
            var (call, put) = rung < 0 ? (double.NaN, double.NaN) : snapshot.Split(open.Net[rung], open.Gross[rung]);
            exposure.OpenCallUsd.Add(call);
            exposure.OpenPutUsd.Add(put);
        }
    }

    // Those that are settled carry nothing and are left out; a cell names its expiry by its place among the others.
    private static void AddExpiries(GammaExposure exposure, GammaSnapshot snapshot, ExposureTable table)
    {
        var places = new Dictionary<int, uint>();
        for (var e = 0; e < snapshot.Chain.Expiries.Length; e++)
        {
            var expiry = snapshot.Chain.Expiries[e];
            if (snapshot.FirstDate is null || expiry.SettlesAt <= snapshot.FittedAt)
                continue;
            places.Add(e, (uint)exposure.Expiry.Count);
            var (net, gross) = SumOf(snapshot, expiry);
            exposure.Expiry.Add(
                new GammaExpiry
                {
                    Root = expiry.Root,
                    Date = Number(expiry.Date),
                    NetUsd = net,
                    GrossUsd = gross,
                }
            );
        }

        foreach (var cell in table.Cells)
        {
            if (places.TryGetValue(cell.Expiry, out var place))
            {
                exposure.Cell.Add(
                    new GammaCell
                    {
                        Strike = cell.Strike,
                        Expiry = place,
                        CallUsd = cell.CallUsd,
                        PutUsd = cell.PutUsd,
                    }
                );
            }
        }
    }

    // Summed here, because those of the analytics are as old as the last whole fit.
    private static (double Net, double Gross) SumOf(GammaSnapshot snapshot, OptionExpiry expiry)
    {
        var (net, gross) = (0.0, 0.0);
        for (var contract = 2 * expiry.FirstRow; contract < 2 * expiry.EndRow; contract++)
        {
            var gex = snapshot.GexOf(contract);
            (net, gross) = (net + gex, gross + Math.Abs(gex));
        }

        return (net, gross);
    }

    private static uint Number(LocalDate date) => (uint)((date.Year * 10_000) + (date.Month * 100) + date.Day);
}
