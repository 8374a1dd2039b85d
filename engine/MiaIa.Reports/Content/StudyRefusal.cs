namespace MiaIa.Reports.Content;

/// <summary>Signals that the engine approved and whose order the study refused, or Sierra rejected.</summary>
/// <param name="Code">The study's code, such as drift; no_code = none was told.</param>
/// <param name="Count">How many.</param>
public sealed record StudyRefusal(string Code, long Count);
