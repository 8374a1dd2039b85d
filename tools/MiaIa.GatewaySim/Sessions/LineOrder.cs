using MiaIa.Ibkr.Requests;

namespace MiaIa.GatewaySim.Sessions;

/// <summary>What a line delivers.</summary>
/// <param name="Generic">The generic ticks that were asked for.</param>
/// <param name="IsSnapshot">It ends by itself.</param>
/// <param name="Type">Live, frozen or delayed.</param>
/// <param name="HasGreeks">Model rows come.</param>
/// <param name="StartedAt">Since when, by the Gateway's clock.</param>
internal sealed record LineOrder(IReadOnlySet<int> Generic, bool IsSnapshot, LineType Type, bool HasGreeks, TimeSpan StartedAt);
