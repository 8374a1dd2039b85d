using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Gamma;

/// <summary>A day's levels in columns.</summary>
internal static class MinutesMessage
{
    internal static GammaMinutes From(IEnumerable<GammaMinute> minutes)
    {
        var message = new GammaMinutes { All = new V1.GammaMinuteLevels(), First = new V1.GammaMinuteLevels() };
        foreach (var minute in minutes)
        {
            message.UnixS.Add(minute.At.Value / UnixNanos.PerSecond);
            message.SpotPoints.Add(minute.Spot);
            message.BasisPoints.Add(minute.Basis);
            message.Coverage.Add(minute.Coverage);
            message.NetUsd.Add(minute.NetUsd);
            message.GrossUsd.Add(minute.GrossUsd);
            message.Crossings.Add((uint)minute.Crossings);
            Add(message.All, minute.All);
            Add(message.First, minute.First);
        }

        return message;
    }

    private static void Add(V1.GammaMinuteLevels to, Options.GammaMinuteLevels levels)
    {
        to.CallWall.Add(levels.CallWall);
        to.PutWall.Add(levels.PutWall);
        to.ZeroGamma.Add(levels.ZeroGamma);
        to.AbsoluteGamma.Add(levels.AbsoluteGamma);
    }
}
