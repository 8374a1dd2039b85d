namespace MiaIa.Engine.Orders;

/// <summary>What went past the plain course since the tracker began.</summary>
/// <param name="UnknownOrders">Reports and fills with an order id that was not ours to know.</param>
/// <param name="Late">Reports that said what was known already, or what no longer held.</param>
/// <param name="DuplicateFills">Executions that were shown again.</param>
/// <param name="InferredFills">Executions concluded from a status or the position, because none was shown.</param>
/// <param name="ConfirmedInferences">Inferred lots that an execution confirmed later.</param>
/// <param name="Impossible">Reports, fills and readings refused because they cannot be: a negative size, no direction, ….</param>
/// <param name="Contradictions">Reports that contradict what is known, such as a rejection after a fill.</param>
/// <param name="Mismatches">Positions of Sierra that no order of ours explained; the difference was adopted as external.</param>
/// <param name="Unresolved">Commands that nobody answered in time.</param>
/// <param name="Vanished">Orders that Sierra no longer showed without a word.</param>
/// <param name="Naked">Times that a position was closed because it had no working stop.</param>
/// <param name="FlattenRetries">Flatten commands after the first of each flatten.</param>
/// <param name="Denied">Entries that were denied here.</param>
/// <param name="Refused">Commands of which Sierra's side made nothing, and orders that it rejected.</param>
public readonly record struct OrderCounters(
    long UnknownOrders,
    long Late,
    long DuplicateFills,
    long InferredFills,
    long ConfirmedInferences,
    long Impossible,
    long Contradictions,
    long Mismatches,
    long Unresolved,
    long Vanished,
    long Naked,
    long FlattenRetries,
    long Denied,
    long Refused
)
{
    /// <summary>Those that a person should know of, by the names that metrics and reports have for them.</summary>
    public IEnumerable<(string Kind, long Count)> Incidents() =>
        [
            ("naked", Naked),
            ("unresolved", Unresolved),
            ("mismatch", Mismatches),
            ("vanished", Vanished),
            ("contradiction", Contradictions),
            ("inferred_fill", InferredFills),
            ("unknown_order", UnknownOrders),
            ("impossible", Impossible),
            ("flatten_retry", FlattenRetries),
            ("denied", Denied),
            ("refused", Refused),
        ];
}
