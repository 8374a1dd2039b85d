using System.Text.Json;

namespace MiaIa.Settings;

/// <summary>Reads the settings file: JSON with comments and trailing commas. A missing file gives nothing.</summary>
internal static class JsonSource
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 16,
    };

    public static void Read(string path, GivenTree given, List<SettingProblem> problems)
    {
        var source = Path.GetFileName(path);
        try
        {
            if (!File.Exists(path))
                return;
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                problems.Add(new SettingProblem(source, null, path, "the file must hold one object, { … }"));
            else
                Walk(document.RootElement, [], source, given, problems);
        }
        catch (JsonException e)
        {
            var place = $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
            problems.Add(new SettingProblem(source, null, path, $"not valid JSON at {place}: {SettingProblem.Printable(e.Message)}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new SettingProblem(source, null, path, $"cannot be read: {SettingProblem.Printable(e.Message)}"));
        }
    }

    private static void Walk(JsonElement element, string[] path, string source, GivenTree given, List<SettingProblem> problems)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    Walk(member.Value, [.. path, member.Name], source, given, problems);
                if (path.Length > 0 && !element.EnumerateObject().Any())
                    given.MarkEmpty(path, source);
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                    Walk(item, [.. path, $"{index++}"], source, given, problems);
                if (index == 0)
                    given.MarkEmpty(path, source);
                break;
            case JsonValueKind.Null:
                problems.Add(
                    new SettingProblem(string.Join(':', path), null, source, "null is no value; leave the key out to get its default")
                );
                break;
            default:
                if (!given.TryAdd(path, new GivenValue(Origin.File, source, element.ToString())))
                    problems.Add(new SettingProblem(string.Join(':', path), null, source, "the key is given twice"));
                break;
        }
    }
}
