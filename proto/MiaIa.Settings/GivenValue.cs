namespace MiaIa.Settings;

/// <summary>Text that a source gave for a key.</summary>
/// <param name="Origin">Which of the three kinds of source.</param>
/// <param name="Source">The source by name, for messages.</param>
/// <param name="Text">The value as written.</param>
internal sealed record GivenValue(Origin Origin, string Source, string Text);
