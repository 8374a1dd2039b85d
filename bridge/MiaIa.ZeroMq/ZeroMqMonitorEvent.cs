namespace MiaIa.ZeroMq;

/// <summary>Something that happened to a connection of a socket.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Value">Depends on the kind: a descriptor, an error number or the pause before the next attempt in ms.</param>
/// <param name="Endpoint">Which endpoint.</param>
public readonly record struct ZeroMqMonitorEvent(ZeroMqMonitorEventKind Kind, int Value, string Endpoint);
