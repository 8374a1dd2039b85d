using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Protobuf;

namespace MiaIa.Cli.Parsing;

/// <summary>What a command says, as JSON for programs: one document on the standard output, faults stay on the other.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DictionaryKeyPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly JsonFormatter Messages = new(new JsonFormatter.Settings(formatDefaultValues: true));

    /// <summary>The option; one a command.</summary>
    internal static Option<bool> CreateOption() =>
        new("--json")
        {
            Description = "Print JSON instead of lines; where a command has progress to tell, that stands on the standard error.",
        };

    /// <summary>A message of the engine on one line, with names and numbers as protobuf's JSON has them.</summary>
    internal static string Of(IMessage message) => Messages.Format(message);

    /// <summary>Anything else.</summary>
    internal static string Of<T>(T value) => JsonSerializer.Serialize(value, Layout);

    /// <summary>A document that stands in a file, piece by piece: it may be long.</summary>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    internal static async Task CopyAsync(string path, TextWriter output)
    {
        using var file = File.OpenText(path);
        var piece = new char[1 << 16];
        for (int read; (read = await file.ReadAsync(piece)) > 0; )
            await output.WriteAsync(piece.AsMemory(0, read));
    }
}
