namespace Kills;

/// <summary>Something that must not be: what it was, in words.</summary>
internal sealed class KillFault(string message) : Exception(message);
