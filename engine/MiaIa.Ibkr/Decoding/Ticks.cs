using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Decoding;

/// <summary>The messages of a running line. None of them allocates.</summary>
internal static class Ticks
{
    private const double NoPrice = -1;
    private const double NoGreek = -2;

    public static void Price(ref FieldReader fields, IMessageSink sink)
    {
        fields.Skip("version");
        var requestId = fields.Int("request id");
        var type = (TickType)fields.Int("tick type");
        var price = Unless(NoPrice, fields.PriceOrNone("price"));
        var size = fields.DecimalOrUnset("size");
        var attributes = (TickAttributes)fields.Int("attributes");
        if (fields.IsWhole)
            sink.Receive(new TickPrice(requestId, type, price, size, attributes));
    }

    public static void Size(ref FieldReader fields, IMessageSink sink)
    {
        fields.Skip("version");
        var message = new TickSize(fields.Int("request id"), (TickType)fields.Int("tick type"), fields.DecimalOrUnset("size"));
        if (fields.IsWhole)
            sink.Receive(message);
    }

    public static void Option(ref FieldReader fields, IMessageSink sink)
    {
        var message = new OptionComputation(
            fields.Int("request id"),
            (TickType)fields.Int("tick type"),
            PriceBase(ref fields),
            NotNegative(fields.DoubleOrUnset("implied volatility")),
            Unless(NoGreek, fields.DoubleOrUnset("delta")),
            Unless(NoPrice, fields.DoubleOrUnset("option price")),
            Unless(NoPrice, fields.DoubleOrUnset("present value of dividends")),
            Unless(NoGreek, fields.DoubleOrUnset("gamma")),
            Unless(NoGreek, fields.DoubleOrUnset("vega")),
            Unless(NoGreek, fields.DoubleOrUnset("theta")),
            Unless(NoPrice, fields.DoubleOrUnset("underlying price"))
        );
        if (fields.IsWhole)
            sink.Receive(message);
    }

    public static void Generic(ref FieldReader fields, IMessageSink sink)
    {
        fields.Skip("version");
        var message = new TickGeneric(fields.Int("request id"), (TickType)fields.Int("tick type"), fields.DoubleOrUnset("value"));
        if (fields.IsWhole)
            sink.Receive(message);
    }

    public static void Text(ref FieldReader fields, IMessageSink sink)
    {
        fields.Skip("version");
        var message = new TickText(fields.Int("request id"), (TickType)fields.Int("tick type"), fields.Bytes("value"));
        if (fields.IsWhole)
            sink.Receive(message);
    }

    private static bool? PriceBase(ref FieldReader fields) => fields.IntOrUnset("attribute") is { } attribute ? attribute == 1 : null;

    private static double? Unless(double notComputed, double? value) => value == notComputed ? null : value;

    private static double? NotNegative(double? value) => value < 0 ? null : value;
}
