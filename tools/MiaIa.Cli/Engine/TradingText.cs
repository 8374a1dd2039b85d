using System.Globalization;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>What an engine would do with a signal now, its open orders, and how its gates stand, as lines.</summary>
internal static class TradingText
{
    // In the order in which a person should look at them.
    private static readonly string[] Standings = ["strangling", "unwired", "inert"];

    /// <summary>The lines of one instrument; nothing when its engine sent no view.</summary>
    public static IEnumerable<string> Lines(InstrumentState instrument)
    {
        if (instrument.Trading is not { } view)
            yield break;
        yield return View(view);
        if (view.LastRefusal.Length > 0)
            yield return $"last refused: {view.LastRefusal}";
        foreach (var order in instrument.Order)
        {
            yield return F(
                $"order {order.CommandId}: {Word(order.Role)} {Word(order.Direction)} {order.State}, {order.FilledLots} of {Counted.Of(order.Lots, "lot")}"
            ) + (order.PriceTicks == 0 ? "" : F($" at {order.PriceTicks} ticks"));
        }

        foreach (var line in Meter(instrument.GateMeter))
            yield return line;
    }

    private static string View(TradingView view) =>
        $"{Word(view.Mode)}, {view.State.ToString().ToUpperInvariant()}{(view.Reason.Length > 0 ? $": {view.Reason}" : "")}; "
        + F(
            $"position {view.PositionLots:+0;-0;0}, {Counted.Of(view.TradesToday, "trade")}, {view.DayProfitCents / 100m:+0.00;-0.00;0.00} $ after fees"
        )
        + (view.TradeDate.Length > 0 ? $" on {view.TradeDate}" : "");

    private static IEnumerable<string> Meter(IReadOnlyCollection<GateMeterLine> gates)
    {
        foreach (var gate in gates.Where(gate => gate.Refused > 0).OrderByDescending(gate => (double)gate.Refused / gate.Judged))
        {
            yield return F(
                $"gate {gate.Code, -20} refused {(double)gate.Refused / gate.Judged, 6:0.0%} of {gate.Judged}, alone {(double)gate.RefusedAlone / gate.Judged:0.0%}"
            );
        }

        foreach (var standing in Standings)
        {
            var named = gates.Where(gate => gate.Verdict == standing).Select(gate => gate.Code).ToArray();
            if (named.Length > 0)
                yield return $"{standing} gates: {string.Join(", ", named)}";
        }
    }

    private static string Word<T>(T value)
        where T : struct, Enum =>
        string.Concat(
            value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}")
        );

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
