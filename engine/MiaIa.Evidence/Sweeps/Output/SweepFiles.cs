using System.Text.Json;
using System.Text.Json.Serialization;
using MiaIa.Evidence.Sweeps.Surrogates;
using MiaIa.Evidence.Work;
using MiaIa.Reports.Output;

namespace MiaIa.Evidence.Sweeps.Output;

/// <summary>Writes what was found, for programs and for a person.</summary>
public static class SweepFiles
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        // A profit factor of a set that never lost is no number of JSON.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Writes <c>sweep.json</c> and <c>sweep.html</c>.</summary>
    /// <returns>The path of the first.</returns>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static string Write(string folder, SweepResult result) => Write(folder, "sweep", result, SweepPage.Of(result));

    /// <summary>Writes <c>walk-forward.json</c> and <c>walk-forward.html</c>.</summary>
    /// <returns>The path of the first.</returns>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static string Write(string folder, WalkForwardResult result) =>
        Write(folder, "walk-forward", result, WalkForwardPage.Of(result));

    /// <summary>Writes <c>surrogate.json</c>.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static string Write(string folder, IReadOnlyList<SurrogateResult> results)
    {
        using var alone = AloneIn(folder);
        return WriteJson(folder, "surrogate", results);
    }

    /// <summary>What is in the file.</summary>
    public static string Json<T>(T result) => JsonSerializer.Serialize(result, Layout) + "\n";

    private static string Write<T>(string folder, string name, T result, string page)
    {
        using var alone = AloneIn(folder);
        var path = WriteJson(folder, name, result);
        AtomicFile.Write(Path.Combine(folder, name + ".html"), page);
        return path;
    }

    private static FileStream AloneIn(string folder)
    {
        Directory.CreateDirectory(folder);
        return GatheringLock.Take(folder);
    }

    // Of a hundred thousand sets the text would be larger than all that is held of them.
    private static string WriteJson<T>(string folder, string name, T result)
    {
        var path = Path.Combine(folder, name + ".json");
        AtomicFile.Write(
            path,
            stream =>
            {
                JsonSerializer.Serialize(stream, result, Layout);
                stream.WriteByte((byte)'\n');
            }
        );
        return path;
    }
}
