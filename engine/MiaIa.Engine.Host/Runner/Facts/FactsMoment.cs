namespace MiaIa.Engine.Host.Runner.Facts;

/// <summary>What the state itself does not know of the moment at which it is read.</summary>
/// <param name="At">The wall clock.</param>
/// <param name="IsOpen">Whether futures trade then, by the exchange calendar.</param>
/// <param name="HasGateway">Whether options are asked for at all.</param>
internal readonly record struct FactsMoment(DateTimeOffset At, bool IsOpen, bool HasGateway);
