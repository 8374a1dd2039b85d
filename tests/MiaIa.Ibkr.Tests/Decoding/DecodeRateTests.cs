using System.Buffers;
using System.Diagnostics;
using MiaIa.Ibkr.Decoding;
using MiaIa.Ibkr.Tests.Captures;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Tests.Decoding;

/// <summary>How fast one core cuts and decodes a stream of ticks. Run on purpose: a busy machine says nothing.</summary>
[Explicit("a measurement")]
public sealed class DecodeRateTests
{
    private const int MessagesPerSecondMin = 2_000_000;
    private const int Rounds = 5;

    private static readonly string[] Ticks =
    [
        "1|6|1001|1|6800.25|12|0|", "2|6|1001|0|12|", "1|6|1001|2|6800.50|9|0|", "2|6|1001|3|9|", "2|6|1002|8|104796|",
        "21|1002|13|0|0.12597515955300287|-0.44711612427890945|30.020053965440823|3.171605793435112|0.004499237656712854|2.7587969178159018|-0.9446458451581966|3216.19|",
        "45|6|1003|24|0.17|", "46|6|1003|45|1775174157|", "1|6|1003|4|6800.25||0|", "2|6|1003|5|3|",
    ];

    [Test]
    public void Two_million_ticks_a_second_and_not_a_byte()
    {
        var stream = new ReadOnlySequence<byte>([.. Enumerable.Repeat(Ticks, 1_000).SelectMany(ticks => ticks.SelectMany(Capture.FramedText))]);
        var decoder = new MessageDecoder(176, new CountingSink());
        Decode(decoder, stream, 50);
        var rates = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var before = decoder.Delivered;
            var start = Stopwatch.GetTimestamp();
            Decode(decoder, stream, 100);
            rates.Add((decoder.Delivered - before) / Stopwatch.GetElapsedTime(start).TotalSeconds);
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - allocated, Is.LessThan(1_000), "only the stopwatch and the list");
        }
        rates.Sort();
        TestContext.Out.WriteLine($"ticks a second: median {rates[Rounds / 2]:N0}, least {rates[0]:N0}, most {rates[^1]:N0}");
        Assert.That(rates[Rounds / 2], Is.GreaterThan(MessagesPerSecondMin));
    }

    private static void Decode(MessageDecoder decoder, in ReadOnlySequence<byte> stream, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            var buffer = stream;
            while (FrameReader.TryRead(ref buffer, out var payload)) decoder.Decode(payload);
        }
    }
}
