using MiaIa.Ibkr.Decoding;
using MiaIa.Ibkr.Tests.Captures;

namespace MiaIa.Ibkr.Tests.Decoding;

/// <summary>Decodes one message for a test.</summary>
internal static class Decoded
{
    /// <summary>The one message of a recorded frame.</summary>
    public static T Capture<T>(int number)
    {
        var capture = CaptureFile.Number(number);
        return One<T>(capture.Version, capture.Payload);
    }

    /// <summary>The one message of a written frame, with <c>|</c> for NUL.</summary>
    public static T Text<T>(int version, string text) => One<T>(version, Captures.Capture.Bytes(text));

    /// <summary>All messages of a written frame.</summary>
    public static IReadOnlyList<object> All(int version, ReadOnlySpan<byte> payload)
    {
        var sink = new RecordingSink();
        var decoder = new MessageDecoder(version, sink);
        var outcome = decoder.Decode(payload);
        Assert.That(outcome, Is.EqualTo(DecodeOutcome.Delivered), decoder.LastFault?.ToString());
        return sink.All;
    }

    private static T One<T>(int version, ReadOnlySpan<byte> payload)
    {
        var all = All(version, payload);
        Assert.That(all, Has.Count.EqualTo(1));
        Assert.That(all[0], Is.TypeOf<T>());
        return (T)all[0];
    }
}
