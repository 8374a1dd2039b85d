using System.Text.Json;
using MiaIa.Hosting;

namespace MiaIa.Cli.Demo;

/// <summary>Reads the stand-in's protocol: one JSON object a line.</summary>
internal static class HostLine
{
    /// <summary>Reads one line; never throws for what the line holds.</summary>
    public static HostEvent Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return Malformed(line, "not an object");
            return Text(root, "type") switch
            {
                "start" => new HostStart(
                    Text(root, "symbol"),
                    Whole(root, "records"),
                    Whole(root, "depth_batches"),
                    Whole(root, "from_unix_us"),
                    Whole(root, "to_unix_us")
                ),
                "progress" => new HostProgress(
                    Whole(root, "market_unix_us"),
                    Number(root, "fraction"),
                    Whole(root, "records"),
                    Whole(root, "depth_batches"),
                    Whole(root, "calls")
                ),
                "draw" => new HostDraw(
                    Text(root, "op"),
                    (int)Whole(root, "line"),
                    Text(root, "tool"),
                    Price(root),
                    Text(root, "text"),
                    Whole(root, "market_unix_us")
                ),
                "log" => new HostLog(Text(root, "text")),
                "alert" => new HostAlert(Whole(root, "number"), Text(root, "text")),
                "order" => new HostOrder(Text(root, "call")),
                "order_state" => new HostOrderState(Text(root, "role"), Text(root, "status")),
                "fill" => new HostFill(
                    Text(root, "role"),
                    Text(root, "side"),
                    (int)Whole(root, "lots"),
                    (int)Whole(root, "price_ticks"),
                    (int)Whole(root, "position_lots"),
                    Text(root, "text_tag")
                ),
                "end" => End(root),
                var type => Malformed(line, $"unknown type '{PrintableText.From(type)}'"),
            };
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return Malformed(line, PrintableText.From(e.Message));
        }
    }

    private static HostEnd End(JsonElement root) =>
        new(
            Whole(root, "records"),
            Whole(root, "lots"),
            Whole(root, "depth_batches"),
            Whole(root, "depth_conflated_by_interval"),
            Whole(root, "calls"),
            Number(root, "call_us_p50"),
            Number(root, "call_us_p99"),
            Number(root, "call_us_max"),
            Number(root, "quiet_us_p50"),
            Number(root, "quiet_us_p99"),
            Number(root, "call_cpu_us_p50"),
            Number(root, "call_cpu_us_p99"),
            new HostTrading(
                Whole(root, "fills"),
                Whole(root, "filled_lots"),
                (int)Whole(root, "working_orders"),
                (int)Whole(root, "position_lots"),
                Whole(root, "profit_ticks")
            )
        );

    private static HostMalformed Malformed(string line, string reason) => new(PrintableText.From(line), reason);

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new FormatException($"'{name}' is missing or no text");

    private static long Whole(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole)
            ? whole
            : throw new FormatException($"'{name}' is missing or no whole number");

    private static double Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : throw new FormatException($"'{name}' is missing or no number");

    private static double? Price(JsonElement root) =>
        root.TryGetProperty("price", out var value) && value.ValueKind == JsonValueKind.Null ? null : Number(root, "price");
}
