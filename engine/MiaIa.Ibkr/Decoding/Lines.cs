using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Decoding;

/// <summary>What belongs to a line or a request and is no value.</summary>
internal static class Lines
{
    public static void Type(ref FieldReader fields, IMessageSink sink)
    {
        fields.Skip("version");
        var message = new LineTypeChange(fields.Int("request id"), (LineType)fields.Int("type"));
        if (fields.IsWhole)
            sink.Receive(message);
    }

    public static void Parameters(ref FieldReader fields, IMessageSink sink)
    {
        var requestId = fields.Int("request id");
        var minTick = fields.DoubleOrUnset("min tick");
        var exchanges = fields.Text("best exchanges map");
        var permissions = fields.IntOrUnset("snapshot permissions");
        if (fields.IsWhole)
            sink.Receive(new LineParameters(requestId, minTick, exchanges, permissions));
    }

    public static void End(ref FieldReader fields, RequestEndKind kind, bool hasVersion, IMessageSink sink)
    {
        if (hasVersion)
            fields.Skip("version");
        var requestId = fields.Int("request id");
        if (fields.IsWhole)
            sink.Receive(new RequestEnd(requestId, kind));
    }

    public static void Reroute(ref FieldReader fields, IMessageSink sink)
    {
        var message = new Reroute(fields.Int("request id"), fields.Int("contract id"), fields.Text("exchange"));
        if (fields.IsWhole)
            sink.Receive(message);
    }
}
