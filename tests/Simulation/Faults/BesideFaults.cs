using Simulation.Clock;
using Simulation.Study;

namespace Simulation.Faults;

/// <summary>What breaks at the second study, at the rates of the first one. Bridge, engine, disk, clock and network are the same for both.</summary>
internal sealed class BesideFaults(
    Schedule schedule,
    Random random,
    FaultSwitch faults,
    RowsReached rows,
    StudySide study,
    StudyCalls calls,
    Action<string> tell
)
{
    private const long Second = 1_000_000_000;
    private const long Milli = 1_000_000;

    private readonly BrokenOrders _orders = new(random, rows, study, tell);

    internal void Begin() => schedule.Every(() => faults.AreOn ? Second : -1, Look);

    internal void Stop()
    {
        study.StopFaults();
        calls.StalledUntilNs = 0;
    }

    private void Look()
    {
        var rates = faults.Rates;
        if (!faults.AreOn)
            return;
        Maybe(rates.ConnectionBreak, study.Drop, "the connection breaks");
        Maybe(rates.StudyReload, Reload, "the study is reloaded");
        Maybe(rates.StudyStall, Stall, "the study is not called for a while");
        Maybe(rates.OrderBreakage, _orders.Break, "");
        Maybe(rates.ManualTrade, _orders.TradeByHand, "");
        Maybe(rates.Kill / 4, () => study.Input("Kill button", "yes"), "the kill button is pressed");
    }

    private void Maybe(double chance, Action fault, string words)
    {
        if (random.NextDouble() >= chance)
            return;
        if (words.Length > 0)
            tell(words);
        fault();
    }

    private void Reload()
    {
        rows.Reach(FaultRow.R04_StudyReloaded);
        calls.Reload(random.Next(4) % (study.ForgetsBrackets ? 2 : 4));
    }

    private void Stall() => calls.StalledUntilNs = schedule.NowNs + random.NextInt64(200, 7_000) * Milli;
}
