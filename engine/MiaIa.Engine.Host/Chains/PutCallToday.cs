using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Chains;

/// <summary>What the cores have recorded of put/call this trading day.</summary>
internal static class PutCallToday
{
    /// <summary>The day of the first core that reads this chain from a live source; null when there is none.</summary>
    internal static PutCallDay? From(EngineState state, Underlying underlying)
    {
        var index = (IndexSymbol)(byte)underlying;
        foreach (var instrument in state.Instruments)
        {
            var (levels, session) = (instrument.Core.Levels, instrument.Core.Session);
            if (levels.SourceOf(index) != ChainSource.Live || session.OpensAt.Value == 0)
                continue;

            var day = new PutCallDay { Date = (uint)((session.Date.Year * 10_000) + (session.Date.Month * 100) + session.Date.Day) };
            var today = levels.PutCallOf(index);
            for (var minute = 0; minute < today.Length; minute++)
            {
                if (!double.IsNaN(today[minute]))
                {
                    day.Minute.Add((uint)minute);
                    day.LogRatio.Add(today[minute]);
                }
            }

            return day;
        }

        return null;
    }
}
