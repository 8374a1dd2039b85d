using System.Globalization;
using Grpc.Core;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Hosting;
using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>Stops an engine, says what stays in place without it, and waits for the end of its process.</summary>
internal static class StoppedEngine
{
    // Its own stop takes three seconds at most; a device that hangs is not waited for longer than this.
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    internal static async Task<int> StopAsync(EngineConnection engine, EngineCommands.Say say, CancellationToken cancellation)
    {
        var state = await TryStateAsync(engine);
        var reply = await engine.StopAsync();
        var hasEnded = await EndsAsync(engine, reply, cancellation);
        var end = hasEnded
            ? F($"The engine, process {reply.ProcessId}, has ended.")
            : F($"Asked to stop, but process {reply.ProcessId} has not ended in time: see the engine's log.");
        await say(reply, [.. WhatStays(state), end]);
        return hasEnded ? ExitCodes.Ok : ExitCodes.Fault;
    }

    /// <summary>What is open when the engine goes, a line each.</summary>
    /// <param name="state">As it was just before; null where it did not say.</param>
    internal static IEnumerable<string> WhatStays(EngineStatus? state)
    {
        if (state is null)
        {
            yield return "What is open is not known: the engine did not say. Look at Sierra.";
            yield break;
        }

        var any = false;
        foreach (var instrument in state.Instrument)
        {
            var lots = instrument.Trading?.PositionLots ?? 0;
            if (lots == 0 && instrument.Order.Count == 0)
                continue;
            any = true;
            yield return F($"{instrument.Instrument}: position {lots:+0;-0;0}, {Counted.Of(instrument.Order.Count, "working order")}. ")
                + (LastKnown.MarkOf(instrument).Length > 0 ? "No study is attached: this is as last known, not reconciled. " : "")
                + (
                    instrument.Trading is { Mode: TradingMode.Sim or TradingMode.Live }
                        ? "They stay as they are: stop and target are orders in Sierra, and the study goes on watching over them."
                        : "They are on paper, and go on when the engine is started again."
                );
        }

        if (!any)
            yield return "Nothing is open.";
    }

    private static async Task<EngineStatus?> TryStateAsync(EngineConnection engine)
    {
        try
        {
            return await engine.GetStateAsync();
        }
        catch (RpcException slow) when (slow.StatusCode == StatusCode.DeadlineExceeded)
        {
            // It may be stuck in a device that hangs, and all the more has to be stopped.
            return null;
        }
    }

    private static async Task<bool> EndsAsync(EngineConnection engine, StopReply reply, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(EndLimit);
        try
        {
            using var process = KnownProcess.Find((int)reply.ProcessId, DateTimeOffset.FromUnixTimeMilliseconds(reply.ProcessBeganUnixMs));
            if (process is not null)
                await process.WaitForExitAsync(limit.Token);
            else
                await FallsSilentAsync(engine, limit.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    // It has ended already, or is a process of another machine at the other end of a tunnel.
    private static async Task FallsSilentAsync(EngineConnection engine, CancellationToken limit)
    {
        try
        {
            while (true)
            {
                await engine.GetStateAsync();
                await Task.Delay(LookEvery, limit);
            }
        }
        catch (RpcException gone) when (gone.StatusCode is StatusCode.Unavailable or StatusCode.Cancelled)
        {
            // Nobody serves there any more.
        }
    }

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
