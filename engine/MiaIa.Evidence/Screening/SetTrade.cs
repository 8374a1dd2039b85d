using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;

namespace MiaIa.Evidence.Screening;

/// <summary>What one contract of one signal earned. Every signal is traded, as if no gate stood before it and no other trade were open.</summary>
/// <param name="BornAt">Of the signal.</param>
/// <param name="ClosedAt">Of the trade.</param>
/// <param name="Direction">Of the signal.</param>
/// <param name="Tier">At birth.</param>
/// <param name="Ticks">Between the prices.</param>
/// <param name="Cents">After fees and a tick of slippage where it left at the market.</param>
public readonly record struct SetTrade(UnixNanos BornAt, UnixNanos ClosedAt, Direction Direction, Tier Tier, int Ticks, long Cents);
