using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MiaIa.Bridge.Starting;

/// <summary>What the bridge does about an engine that is not there.</summary>
internal sealed class EngineSettings
{
    [Description("The program that the bridge starts when nothing answers at EngineAddress.")]
    public EngineStartSettings Start { get; init; } = new();
}

/// <summary>Which program the engine is. By default none: the bridge then waits for an engine that somebody else starts.</summary>
internal sealed class EngineStartSettings : IValidatableObject
{
    [Description(
        "Path of the engine's program, started hidden when nothing answers at EngineAddress after the bridge's start; empty = never."
    )]
    public string Path { get; init; } = "";

    [Description("What it is started with, one argument each.")]
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>A path without its beginning would mean another program in each folder that the bridge is started in.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Path.Length > 0 && !System.IO.Path.IsPathFullyQualified(Path))
            yield return new ValidationResult("must be a whole path, from the drive or the root on", [nameof(Path)]);
        if (Path.Length == 0 && Arguments.Count > 0)
            yield return new ValidationResult("there is no program to give arguments to: Path is empty", [nameof(Arguments)]);
    }
}
