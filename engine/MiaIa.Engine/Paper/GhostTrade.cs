namespace MiaIa.Engine.Paper;

/// <summary>What a signal would have done on paper with one contract, whether or not it was approved.</summary>
/// <param name="RefusedBy">Every code that refused it; empty = it was approved.</param>
/// <param name="Trip">From market entry to stop, target or close.</param>
public readonly record struct GhostTrade(RefusalSet RefusedBy, PaperTrip Trip);
