namespace MiaIa.Engine.Web;

/// <summary>A file of the page as it is served.</summary>
/// <param name="Bytes">The whole of it.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Tag">Changes whenever the bytes do.</param>
/// <param name="NeverChanges">Whether its name changes with its content, so that a browser need never ask again.</param>
public sealed record PageFile(ReadOnlyMemory<byte> Bytes, string ContentType, string Tag, bool NeverChanges);
