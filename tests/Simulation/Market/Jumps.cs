using Simulation.Clock;

namespace Simulation.Market;

/// <summary>Now and then a market jumps, so that its book is far from the newest trade.</summary>
internal sealed class Jumps(Schedule schedule, Random random, double chance, MadeUpMarket market, Action<string> tell)
{
    private const long Second = 1_000_000_000;
    private const long Milli = 1_000_000;
    private const int TicksMin = 9;
    private const int TicksMax = 25;

    private bool _isOver;

    internal void Begin() => schedule.Every(() => _isOver ? -1 : Second, Look);

    internal void Stop() => _isOver = true;

    private void Look()
    {
        if (_isOver || random.NextDouble() >= chance)
            return;
        var ticks = random.Next(TicksMin, TicksMax) * (random.Next(2) == 0 ? -1 : 1);
        var quietNs = random.NextInt64(300, 2_500) * Milli;
        tell($"the market jumps by {ticks} ticks");
        market.Jump(ticks, quietNs);
    }
}
