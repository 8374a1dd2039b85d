using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Decoding;

/// <summary>Bars of the past. Their end is told apart at every version, so that who reads them needs to know one shape.</summary>
internal static class History
{
    private const int FieldsOfABar = 8;

    public static void Bars(ref FieldReader fields, int serverVersion, IMessageSink sink)
    {
        var requestId = fields.Int("request id");
        var spanInside = serverVersion < ServerVersion.BarsEndApart;
        var start = spanInside ? fields.Text("start") : "";
        var end = spanInside ? fields.Text("end") : "";
        var bars = new Bar[fields.Count("bars", FieldsOfABar)];
        for (var i = 0; i < bars.Length && fields.IsWhole; i++)
        {
            bars[i] = new Bar(
                fields.Text("date"),
                fields.Double("open"),
                fields.Double("high"),
                fields.Double("low"),
                fields.Double("close"),
                NotNegative(fields.DecimalOrUnset("volume")),
                NotNegative(fields.DoubleOrUnset("weighted average")),
                NotNegative(fields.IntOrUnset("trades"))
            );
        }
        if (!fields.IsWhole)
            return;
        sink.Receive(new Bars(requestId, bars));
        if (spanInside)
            sink.Receive(new BarsEnd(requestId, start, end));
    }

    public static void End(ref FieldReader fields, IMessageSink sink)
    {
        var message = new BarsEnd(fields.Int("request id"), fields.Text("start"), fields.Text("end"));
        if (fields.IsWhole)
            sink.Receive(message);
    }

    /// <summary>Here the close stands before high and low, and the average before the volume.</summary>
    public static void Update(ref FieldReader fields, IMessageSink sink)
    {
        var requestId = fields.Int("request id");
        var trades = NotNegative(fields.IntOrUnset("trades"));
        var date = fields.Text("date");
        var open = fields.Double("open");
        var close = fields.Double("close");
        var high = fields.Double("high");
        var low = fields.Double("low");
        var average = NotNegative(fields.DoubleOrUnset("weighted average"));
        var volume = NotNegative(fields.DecimalOrUnset("volume"));
        if (fields.IsWhole)
            sink.Receive(new BarUpdate(requestId, new Bar(date, open, high, low, close, volume, average, trades)));
    }

    private static decimal? NotNegative(decimal? value) => value < 0 ? null : value;

    private static double? NotNegative(double? value) => value < 0 ? null : value;

    private static int? NotNegative(int? value) => value < 0 ? null : value;
}
