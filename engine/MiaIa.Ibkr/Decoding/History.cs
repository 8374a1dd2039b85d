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

    private static decimal? NotNegative(decimal? value) => value < 0 ? null : value;

    private static double? NotNegative(double? value) => value < 0 ? null : value;

    private static int? NotNegative(int? value) => value < 0 ? null : value;
}
