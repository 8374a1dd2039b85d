namespace MiaIa.Ibkr.Messages;

/// <summary>All bars have come, and the span that they cover.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Start">The span's begin as the Gateway writes it.</param>
/// <param name="End">The span's end as the Gateway writes it.</param>
public sealed record BarsEnd(int RequestId, string Start, string End);
