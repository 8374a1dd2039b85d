using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Decoding;

/// <summary>What belongs to the session as a whole.</summary>
internal static class Sessions
{
    public static void Notice(ref FieldReader fields, int serverVersion, IMessageSink sink)
    {
        if (serverVersion < ServerVersion.ErrorsCarryTime)
            fields.Skip("version");
        var requestId = fields.Int("request id");
        var code = fields.Int("code");
        var text = fields.EscapedText("text");
        var rejectJson = serverVersion >= ServerVersion.ErrorsCarryRejectJson ? fields.EscapedText("reject json") : "";
        var time = serverVersion >= ServerVersion.ErrorsCarryTime ? fields.LongOrUnset("time") : null;
        if (fields.IsWhole)
            sink.Receive(new Notice(requestId, code, text, rejectJson, time));
    }

    public static void Time(ref FieldReader fields, IMessageSink sink)
    {
        fields.Skip("version");
        var message = new CurrentTime(fields.Long("seconds"));
        if (fields.IsWhole)
            sink.Receive(message);
    }

    public static void NextId(ref FieldReader fields, IMessageSink sink)
    {
        fields.Skip("version");
        var message = new NextRequestId(fields.Int("id"));
        if (fields.IsWhole)
            sink.Receive(message);
    }

    public static void Accounts(ref FieldReader fields, IMessageSink sink)
    {
        fields.Skip("version");
        var names = fields.Text("accounts").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (fields.IsWhole)
            sink.Receive(new Accounts(names));
    }
}
