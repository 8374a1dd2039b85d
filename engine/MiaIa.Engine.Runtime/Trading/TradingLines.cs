using System.Globalization;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Pipeline;

namespace MiaIa.Engine.Runtime.Trading;

/// <summary>What one event brought about in a core's trading stage, as lines for a person.</summary>
public static class TradingLines
{
    /// <summary>The lines, in the order in which things happened.</summary>
    public static IReadOnlyList<string> Of(TradingStage trading)
    {
        ArgumentNullException.ThrowIfNull(trading);
        var lines = new List<string>();
        foreach (ref readonly var verdict in trading.Verdicts)
            lines.Add($"signal {verdict.SignalId} {(verdict.IsApproved ? "approved" : $"refused by {verdict.RefusedText}")}");
        foreach (ref readonly var intent in trading.Intents)
        {
            if (intent.Kind != OrderIntentKind.Query)
                lines.Add(Of(intent));
        }

        foreach (ref readonly var fill in trading.Fills)
            lines.Add(Of(fill));
        foreach (ref readonly var trip in trading.RoundTrips)
            lines.Add(Of(trip));
        lines.AddRange(trading.Remarks);
        return lines;
    }

    private static string Of(in OrderIntent intent)
    {
        var id = CommandId.Of(intent.OrderId);
        var entry = intent.Entry;
        return intent.Kind switch
        {
            OrderIntentKind.Enter =>
                $"order {id} for signal {entry.SignalId}: {Word(entry.Direction)} {entry.Lots.Value}, stop {entry.StopTicks} and target {entry.TargetTicks} ticks",
            OrderIntentKind.CancelEntry => $"order {id} is to be cancelled: {intent.Reason}",
            _ => $"flatten {id}: {intent.Reason}",
        };
    }

    private static string Of(in Fill fill)
    {
        var (lots, price) = (fill.Lots.Value, fill.Price.Value);
        var what =
            $"{fill.Role.ToString().ToLowerInvariant()} of {(fill.OrderId == 0 ? "nobody's order of ours" : CommandId.Of(fill.OrderId))}";
        return fill.Assumed.IsKnown
            ? $"{lots} lots of the {what} have filled at {price} ticks, not at the {fill.Assumed.Value} that were inferred"
            : $"filled {(fill.Direction == Direction.Short ? "sold" : "bought")} {lots} at {price} ticks, {what}{(fill.IsInferred ? ", inferred" : "")}";
    }

    private static string Of(in RoundTrip trip) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"closed {Word(trip.Direction)} {trip.Lots} of signal {trip.SignalId}: {trip.ProfitCents / 100m:+0.00;-0.00;0.00} $ after {trip.FeesCents / 100m:0.00} $ of fees"
        );

    private static string Word(Direction direction) => direction == Direction.Short ? "short" : "long";
}
