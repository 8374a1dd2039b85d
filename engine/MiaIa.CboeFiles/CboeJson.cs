using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace MiaIa.CboeFiles;

/// <summary>
/// The delayed quotes as Cboe's own service gives them, <c>_SPX.json</c>: under <c>data</c> the underlying's <c>current_price</c> and
/// <c>last_trade_time</c> (New York), and <c>options</c>, one element a contract.
/// </summary>
internal static class CboeJson
{
    private static readonly LocalDateTimePattern[] Times =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss"),
    ];

    /// <summary>Whether a file is of this kind: it begins with a brace.</summary>
    public static bool Is(ReadOnlySpan<byte> bytes) => (IsMarked(bytes) ? bytes[3..] : bytes).TrimStart(" \r\n\t"u8) is [(byte)'{', ..];

    /// <summary>Reads the document.</summary>
    /// <exception cref="CboeFileException">It is no such document, or is cut off.</exception>
    public static CboeContent Read(byte[] bytes, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes.AsMemory(IsMarked(bytes) ? 3 : 0));
            if (
                !document.RootElement.TryGetProperty("data", out var data)
                || data.ValueKind != JsonValueKind.Object
                || !data.TryGetProperty("options", out var options)
                || options.ValueKind != JsonValueKind.Array
            )
            {
                throw new CboeFileException(file, 0, "no data.options: not the delayed quotes of an index as Cboe gives them");
            }

            var spot = Number(data, "current_price") ?? 0;
            if (!(spot > 0))
                throw new CboeFileException(file, 0, "data.current_price is not a positive price");
            var content = new CboeContent(Text(data, "symbol") ?? "", spot, WrittenAt(file, data));
            Take(options, content);
            return content;
        }
        catch (JsonException broken)
        {
            throw new CboeFileException($"{file}: not whole JSON, or cut off: {broken.Message}", broken);
        }
    }

    // The byte-order mark of UTF-8.
    private static bool IsMarked(ReadOnlySpan<byte> bytes) => bytes is [0xef, 0xbb, 0xbf, ..];

    // The price is as old as the quotes; the rule for the moment takes the lag off again.
    private static LocalDateTime WrittenAt(string file, JsonElement data)
    {
        var text = Text(data, "last_trade_time") ?? "";
        foreach (var pattern in Times)
        {
            if (pattern.Parse(text) is { Success: true } parsed)
                return parsed.Value.PlusMinutes(AsOfRule.LagMinutes);
        }

        throw new CboeFileException(file, 0, $"data.last_trade_time: \"{text}\" is not a time like \"2025-11-28T13:00:00\"");
    }

    private static void Take(JsonElement options, CboeContent content)
    {
        var sides = new Dictionary<(string Root, LocalDate Expiry, double Strike), (int Place, CboeSide? Call, CboeSide? Put)>();
        var place = 0;
        foreach (var option in options.EnumerateArray())
        {
            place++;
            var name = option.ValueKind == JsonValueKind.Object ? Text(option, "option") ?? "" : "";
            if (!OptionSymbol.TryRead(name, out var symbol))
            {
                content.Refuse(new RejectedRow(place, "option", name, "the symbol of a contract"), null);
                continue;
            }

            var key = (symbol.Root, symbol.Expiry, symbol.Strike);
            var known = sides.GetValueOrDefault(key, (place, null, null));
            var side = SideOf(option, place, content);
            sides[key] = symbol.IsCall ? known with { Call = known.Call ?? side } : known with { Put = known.Put ?? side };
        }

        foreach (var ((root, expiry, strike), (first, call, put)) in sides)
            content.Add(new CboeRow(first, root, expiry, strike, call ?? CboeSide.None, put ?? CboeSide.None));
    }

    private static CboeSide SideOf(JsonElement option, int place, CboeContent content)
    {
        return new(
            Value("bid") ?? 0,
            Value("ask") ?? 0,
            (int)(Count("volume") ?? 0),
            Value("iv") ?? 0,
            (int)(Count("open_interest") ?? CboeSide.Unknown)
        );

        double? Value(string name)
        {
            var value = Number(option, name);
            if (value is >= 0)
                return value;
            content.RefuseValue(new RejectedRow(place, name, Raw(option, name), "a number of 0 or more"));
            return null;
        }

        // Counts come as 340.0.
        double? Count(string name)
        {
            var value = Number(option, name);
            if (value is >= 0 and <= 100_000_000 && value == Math.Floor(value.Value))
                return value;
            content.RefuseValue(new RejectedRow(place, name, Raw(option, name), "a count of 0 or more"));
            return null;
        }
    }

    private static string Raw(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.GetRawText() is { Length: <= 64 } text ? text : "";

    private static double? Number(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var number)
        && double.IsFinite(number)
            ? number
            : null;

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
