using System.Globalization;
using Simulation.Study;

namespace Simulation.Faults;

/// <summary>What happens to orders on Sierra's side: every word of the stand-in's script, and trades by hand.</summary>
internal sealed class BrokenOrders(Random random, RowsReached rows, StudySide study, Action<string> tell)
{
    private static readonly string[] Roles = ["entry", "exit", "stop", "target", "any"];

    internal void Break()
    {
        var role = Roles[random.Next(Roles.Length)];
        var ms = random.Next(50, 3_000);
        // Sierra shows what was lost as working until it asks for all orders again, and no entry passes meanwhile: rare, and healed by and by.
        var rare = random.Next(12);
        if (rare < 3)
        {
            rows.Reach(FaultRow.R28_AckLost);
            Step(
                rare switch
                {
                    0 => $"{{on: {role}, do: lose}}",
                    1 => $"{{on: {role}, do: lose-ack}}",
                    _ => $"{{on: {role}, do: refuse-cancel, ms: {random.Next(500, 6_000)}}}",
                }
            );
            return;
        }

        if (rare == 3)
            Step("{do: refresh}");
        var (words, row) = random.Next(11) switch
        {
            0 => ($"do: delay, ms: {ms}", FaultRow.R28_AckLost),
            1 => ("do: reject, text: simulated", RowOfRejection(role)),
            2 => ($"do: reject, text: simulated, ms: {ms}", RowOfRejection(role)),
            3 => ($"do: pending-open, ms: {ms}", FaultRow.R28_AckLost),
            4 => ($"do: delay-ack, ms: {ms}", FaultRow.R30_FillBeforeAckOrAfterCancel),
            5 or 6 => ($"do: partial, lots: 1, ms: {ms}", FaultRow.R29_PartialFill),
            7 => ($"do: delay-fill, ms: {ms}", FaultRow.R30_FillBeforeAckOrAfterCancel),
            8 => ("do: duplicate-fill", FaultRow.R30_FillBeforeAckOrAfterCancel),
            9 => ("do: fill-after-cancel, lots: 1", FaultRow.R30_FillBeforeAckOrAfterCancel),
            _ => (OnModify(), FaultRow.R29_PartialFill),
        };
        rows.Reach(row);
        Step($"{{on: {role}, {words}}}");
    }

    internal void TradeByHand()
    {
        rows.Reach(FaultRow.R31_MismatchOrManualTrade);
        var ms = random.Next(500, 6_000);
        var words = random.Next(8) switch
        {
            0 => "do: manual-flatten",
            1 => "do: liquidate, lots: 1, ms: 200",
            2 => "on: any, do: cancel",
            3 => "on: any, do: vanish",
            4 => $"do: server-lost, ms: {ms}",
            5 => $"do: auto-trading-off, ms: {ms}",
            6 => $"do: locked, ms: {ms}",
            _ => string.Create(CultureInfo.InvariantCulture, $"do: manual-trade, lots: {(random.Next(2) == 0 ? 1 : -1)}"),
        };
        Step($"{{{words}}}");
    }

    private string OnModify() =>
        random.Next(3) switch
        {
            0 => "do: refuse-modify",
            1 => "do: second-on-modify",
            _ => "do: fill-in-modify, lots: 1",
        };

    private static FaultRow RowOfRejection(string role) =>
        role switch
        {
            "stop" => FaultRow.R33_StopRejected,
            "exit" => FaultRow.R39_FlattenRejected,
            _ => FaultRow.R28_AckLost,
        };

    private void Step(string step)
    {
        tell(step);
        study.Step(step);
    }
}
