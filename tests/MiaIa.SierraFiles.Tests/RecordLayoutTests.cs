using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MiaIa.SierraFiles.Tests;

public sealed class RecordLayoutTests
{
    [Test]
    public void Records_have_exactly_the_size_they_have_on_disk() =>
        Assert.That((Unsafe.SizeOf<ScidRecord>(), Unsafe.SizeOf<DepthRecord>()), Is.EqualTo((40, 24)));

    // The bytes are record 3 of a genuine Sierra file (the first sub-trade of an unbundled trade).
    [Test]
    public void A_scid_record_reads_and_writes_the_genuine_bytes()
    {
        var bytes = Convert.FromHexString("a8b8ef4574ce0d00f99e70fd00047d4500fc7c4500fc7c4501000000010000000100000000000000");
        var record = MemoryMarshal.Read<ScidRecord>(bytes);
        var rebuilt = new ScidRecord
        {
            SierraMicros = 0x000DCE7445EFB8A8,
            Open = ScidRecord.Marker(PrintGroup.First),
            High = 4048.25f,
            Low = 4047.75f,
            Close = 4047.75f,
            NumTrades = 1,
            TotalVolume = 1,
            BidVolume = 1,
            AskVolume = 0,
        };
        Assert.That(record, Is.EqualTo(rebuilt));
        Assert.That(MemoryMarshal.AsBytes(new ReadOnlySpan<ScidRecord>(in rebuilt)).ToArray(), Is.EqualTo(bytes));
        Assert.That(
            (record.Group, record.Side, record.IsSingleTrade, record.IsQuoteOnly),
            Is.EqualTo((PrintGroup.First, TradeSide.Sell, true, false))
        );
    }

    [Test]
    public void A_depth_record_reads_and_writes_each_field_in_its_place()
    {
        var bytes = Convert.FromHexString("00e0a8c382e60d00" + "05" + "01" + "0400" + "00f89545" + "10000000" + "00000000");
        var record = MemoryMarshal.Read<DepthRecord>(bytes);
        Assert.Multiple(() =>
        {
            Assert.That(record.SierraMicros, Is.EqualTo(0x000DE682C3A8E000));
            Assert.That((record.Command, record.EndsBatch, record.NumOrders), Is.EqualTo((DepthCommand.ModifyAsk, true, (ushort)4)));
            Assert.That((record.Price, record.Quantity), Is.EqualTo((4799.0f, 16u)));
        });
        var rebuilt = new DepthRecord
        {
            SierraMicros = record.SierraMicros,
            Command = DepthCommand.ModifyAsk,
            EndsBatch = true,
            NumOrders = 4,
            Price = 4799f,
            Quantity = 16,
        };
        Assert.That(MemoryMarshal.AsBytes(new ReadOnlySpan<DepthRecord>(in rebuilt)).ToArray(), Is.EqualTo(bytes));
    }

    [Test]
    public void Markers_are_told_apart_by_bit_pattern_though_they_print_alike()
    {
        Assert.That(ScidRecord.Marker(PrintGroup.First), Is.EqualTo(-1.99900095e+37f));
        Assert.That(ScidRecord.Marker(PrintGroup.Last), Is.EqualTo(-1.99900197e+37f));
        Assert.That(new ScidRecord { Open = MathF.BitIncrement(ScidRecord.Marker(PrintGroup.First)) }.IsSingleTrade, Is.False);
    }

    [TestCase(0u, 0u, TradeSide.None)]
    [TestCase(2u, 0u, TradeSide.Sell)]
    [TestCase(0u, 3u, TradeSide.Buy)]
    [TestCase(2u, 3u, TradeSide.None)]
    public void The_side_is_that_of_the_volume(uint bid, uint ask, TradeSide side) =>
        Assert.That(
            new ScidRecord
            {
                BidVolume = bid,
                AskVolume = ask,
                TotalVolume = bid + ask,
            }.Side,
            Is.EqualTo(side)
        );

    [Test]
    public void A_record_without_volume_is_a_quote_and_a_record_with_a_real_open_is_a_bar()
    {
        Assert.That(new ScidRecord { NumTrades = 1 }.IsQuoteOnly, Is.True);
        Assert.That(new ScidRecord { Open = 4000f, TotalVolume = 9 }.IsSingleTrade, Is.False);
    }
}
