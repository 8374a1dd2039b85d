using System.Diagnostics;
using Grpc.Core;
using MiaIa.V1;

namespace Kills;

/// <summary>A person flattens, and both sides come to agree within a bounded time.</summary>
internal static class FlatEnd
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Returns when Sierra and the engine have been flat, without an order and attached, three times in a row.</summary>
    internal static async Task ReachAsync(ChildProcess host, Switches switches, SierraSide sierra)
    {
        var began = Stopwatch.GetTimestamp();
        var agreed = 0;
        while (agreed < 3)
        {
            if (host.HasExited)
                throw new KillFault("the market has ended before both sides were flat");
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new KillFault($"the sides do not agree: {sierra.PositionLots} lots in Sierra, {OfEs(await switches.StateAsync())}");
            await Task.Delay(1_000);
            var state = await switches.StateAsync();
            var es = OfEs(state);
            var isFlat = sierra.IsFlat && es.StudyAttached && es.Trading.PositionLots == 0 && es.Order.Count == 0;
            agreed = isFlat ? agreed + 1 : 0;
            // Again now and then: one that was told while nobody listened has done nothing.
            if (!state.Halted || (!isFlat && Stopwatch.GetElapsedTime(began).TotalSeconds % 10 < 1))
                await switches.AskAsync(Flatten);
        }
    }

    internal static AsyncUnaryCall<SwitchReply> Flatten(MiaIa.V1.Engine.EngineClient engine, CallOptions options) =>
        engine.FlattenAsync(new FlattenRequest { Reason = "test", By = "test" }, options);

    internal static InstrumentState OfEs(EngineStatus state) => state.Instrument.Single(instrument => instrument.Instrument == "ES");
}
