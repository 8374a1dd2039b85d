namespace MiaIa.Evidence.Work;

/// <summary>A file of a unit that is missing, or has not the bytes that the unit's record says: the unit is not there, and is made anew.</summary>
/// <param name="Unit">The unit's name.</param>
/// <param name="Name">The file's path within its folder.</param>
public sealed record DamagedFile(string Unit, string Name);
