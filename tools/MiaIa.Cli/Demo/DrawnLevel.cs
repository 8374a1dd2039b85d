namespace MiaIa.Cli.Demo;

/// <summary>A price level as the study drew it.</summary>
/// <param name="Text">What stands beside the line.</param>
/// <param name="Price">Points.</param>
internal sealed record DrawnLevel(string Text, double Price);
