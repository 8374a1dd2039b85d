namespace MiaIa.Ibkr.Messages;

/// <summary>The last bar as it grows, when a request for bars goes on.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Bar">The bar so far.</param>
public readonly record struct BarUpdate(int RequestId, Bar Bar);
