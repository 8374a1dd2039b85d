namespace MiaIa.Evidence.Work;

/// <summary>One file of a unit's folder.</summary>
/// <param name="Name">Its path within the folder, with '/' between the parts on every system.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Hash of its bytes, in lower hexadecimal.</param>
public sealed record UnitFile(string Name, long Length, string Sha256);
