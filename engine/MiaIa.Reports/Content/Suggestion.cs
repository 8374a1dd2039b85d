namespace MiaIa.Reports.Content;

/// <summary>A setting to look at.</summary>
/// <param name="Setting">Which.</param>
/// <param name="Evidence">Figures with sample and interval.</param>
public sealed record Suggestion(string Setting, string Evidence);
