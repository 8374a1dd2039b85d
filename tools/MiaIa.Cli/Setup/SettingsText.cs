using System.Text;
using System.Text.Json;

namespace MiaIa.Cli.Setup;

/// <summary>A settings file with comments, of which single values are changed and everything else stays letter by letter.</summary>
internal sealed class SettingsText
{
    private static readonly JsonReaderOptions Commented = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private readonly string _name;

    private SettingsText(string name, byte[] text)
    {
        _name = name;
        Bytes = text;
    }

    /// <summary>The whole text.</summary>
    public byte[] Bytes { get; private set; }

    public static SettingsText Read(string path) => new(path, File.ReadAllBytes(path));

    /// <summary>Puts another text in the place of a value that is there.</summary>
    /// <param name="key">With colons between sections, as on the command line.</param>
    /// <param name="value">The new value.</param>
    /// <exception cref="SetupException">The file has no such text.</exception>
    public void Set(string key, string value)
    {
        var (start, end) = Find(key);
        Bytes = [.. Bytes[..start], .. Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value)), .. Bytes[end..]];
    }

    private (int Start, int End) Find(string key)
    {
        var reader = new Utf8JsonReader(Bytes, Commented);
        var path = new Stack<string>();
        var name = "";
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = reader.GetString()!;
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        path.Push(name);
                        name = "";
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        path.Pop();
                        break;
                    case JsonTokenType.String when string.Join(':', path.Reverse().Append(name).Skip(1)) == key:
                        return ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                }
            }
        }
        catch (JsonException damaged)
        {
            throw new SetupException($"{_name} cannot be read: {damaged.Message}");
        }

        throw new SetupException($"{_name} has no text {key}: it is not of this package.");
    }
}
