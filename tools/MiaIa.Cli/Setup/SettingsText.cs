using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

namespace MiaIa.Cli.Setup;

/// <summary>A settings file with comments, of which single values are changed and everything else stays letter by letter.</summary>
internal sealed class SettingsText
{
    private static readonly JsonReaderOptions Commented = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string _name;

    private SettingsText(string name, byte[] text)
    {
        _name = name;
        Bytes = text;
    }

    /// <summary>The whole text.</summary>
    public byte[] Bytes { get; private set; }

    /// <summary>A text that is to be written.</summary>
    public static SettingsText Of(string path, byte[] text) => new(path, text);

    /// <summary>Reads a file that may be a person's.</summary>
    /// <exception cref="SetupException">It is none that engine and bridge would take.</exception>
    public static SettingsText Read(string path)
    {
        var text = File.ReadAllBytes(path);
        return SettingsFileText.FaultIn(text) is { } fault
            ? throw new SetupException($"{PrintableText.From(path, 400)} {fault}. Nothing was changed.")
            : new SettingsText(path, text);
    }

    /// <summary>The text of a value; null when the value is none.</summary>
    public static string? TextOf(string value) => value.StartsWith('"') ? JsonSerializer.Deserialize<string>(value) : null;

    /// <summary>Puts another text in the place of a value that is there.</summary>
    /// <param name="key">With colons between sections, as on the command line.</param>
    /// <param name="value">The new value.</param>
    /// <exception cref="SetupException">The file has no such text.</exception>
    public void Set(string key, string value)
    {
        if (!TrySet(key, value))
            throw new SetupException($"{_name} has no text {key}: it is not of this package.");
    }

    /// <summary>As <see cref="Set"/>, in a file that may lack the key.</summary>
    /// <returns>Whether it is there.</returns>
    public bool TrySet(string key, string value)
    {
        var (known, start, end) = Leaves()
            .Find(leaf => leaf.Key.Equals(key, StringComparison.OrdinalIgnoreCase) && Bytes[leaf.Start] == '"');
        if (known is null)
            return false;
        Bytes = [.. Bytes[..start], .. Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value, AsItIs)), .. Bytes[end..]];
        return true;
    }

    /// <summary>Each key outside of lists with its value as it is written, in order.</summary>
    public IReadOnlyDictionary<string, string> Values()
    {
        var values = new OrderedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, start, end) in Leaves())
            values[key] = Encoding.UTF8.GetString(Bytes[start..end]);
        return values;
    }

    private List<(string Key, int Start, int End)> Leaves()
    {
        // Some editors begin a file with a mark, which is no JSON.
        var text = Bytes.AsSpan();
        var mark = text.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var reader = new Utf8JsonReader(text[mark..], Commented);
        var leaves = new List<(string, int, int)>();
        var path = new Stack<string>();
        var name = "";
        var lists = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    lists += reader.TokenType == JsonTokenType.StartArray ? 1 : 0;
                    path.Push(name);
                    name = "";
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    lists -= reader.TokenType == JsonTokenType.EndArray ? 1 : 0;
                    path.Pop();
                    break;
                default:
                    if (lists == 0)
                        leaves.Add((KeyOf(path, name), mark + (int)reader.TokenStartIndex, mark + (int)reader.BytesConsumed));
                    break;
            }
        }

        return leaves;
    }

    private static string KeyOf(Stack<string> path, string name) => string.Join(':', path.Reverse().Append(name).Skip(1));
}
